import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, map, type Observable } from 'rxjs';
import type { Conduct } from '@lectern/conduct';
import { CONDUCT } from '../conduct.token.js';
import { TAKES_KEY } from './serves.decorator.js';
import type { SignedInRequest } from './signed-in-request.js';

/** Tells the first answer again from a new one. */
export const REPLAYED = 'idempotency-replayed';

/** Does what is asked for under an Idempotency-Key once (draft-ietf-httpapi-idempotency-key-header); asked again, it gives the first answer. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(CONDUCT) private readonly conduct: Conduct,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const key = request.headers['idempotency-key'];
    const { actor, method, url, body = null } = request;
    if (typeof key !== 'string' || !actor || !this.reflector.get(TAKES_KEY, context.getHandler())) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const act = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined });
    return from(this.conduct.idempotency.once(actor, { key, method, url, body }, act)).pipe(
      map(({ answer, isReplay }) => {
        if (isReplay) reply.header(REPLAYED, 'true');
        return answer;
      }),
    );
  }
}
