import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type z } from 'zod';
import { type Actor, Invalid } from '@lectern/conduct';
import type { Operation } from '@lectern/contracts';
import type { SendingRequest, SignedInRequest } from './signed-in-request.js';

/** The request's body as the operation's schema reads it. @throws Invalid with one issue a fault */
export const Input = createParamDecorator((operation: Operation, context: ExecutionContext): unknown => {
  const { body } = operation;
  if (body === null || body === 'multipart') return undefined;
  return parsed(body, context.switchToHttp().getRequest<FastifyRequest>().body);
});

/** The request's query as the operation's schema reads it. @throws Invalid with one issue a fault */
export const Query = createParamDecorator((operation: Operation, context: ExecutionContext): unknown =>
  operation.query ? parsed(operation.query, context.switchToHttp().getRequest<FastifyRequest>().query) : undefined,
);

/** Who is signed in. Only on routes whose permission is not `public`. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext) =>
  actorOf(context.switchToHttp().getRequest<SignedInRequest>()),
);

export function actorOf({ actor }: SignedInRequest): Actor {
  if (!actor) throw new TypeError('A public route has no actor');
  return actor;
}

/** Who sends images. Only on routes whose permission is `intake:send`. */
export const CurrentSender = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { sender } = context.switchToHttp().getRequest<SendingRequest>();
  if (!sender) throw new TypeError('This route has no sender');
  return sender;
});

export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
  throw new Invalid(
    'invalid-body',
    'The request does not fit the contract',
    'Correct the fields named in the issues; /api/openapi.json describes them.',
    issues,
  );
}
