import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { type Operation, takesKey } from '@lectern/contracts';
import { problems } from './openapi-problems.js';

type Responses = NonNullable<ZodOpenApiOperationObject['responses']>;

/** Headers that change what an operation does, by its properties. */
const requestHeaders = {
  ifMatch: z.string().meta({ description: 'ETag of the state that is changed; `*`: whatever stands' }),
  ifNoneMatch: z.string().optional().meta({ description: 'ETag of what the caller has; 304 where it is the same' }),
  idempotencyKey: z.string().min(16).max(200).optional().meta({
    description:
      'A new one for each act, nobody can guess it: sent again with it, the request has its effect once; it stands for a day',
  }),
  lastEventId: z.string().optional().meta({ description: 'Id of the last event that the caller has' }),
};

const etag = { etag: z.string().meta({ description: 'Tag of this state' }) };

export function operationObject(operation: Operation): ZodOpenApiOperationObject {
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: descriptionOf(operation),
    tags: [operation.tag],
    security: operation.permission === 'public' ? [] : [{ session: [] }, { token: [] }],
    requestParams: requestParams(operation),
    requestBody: requestBody(operation),
    responses: { ...success(operation), ...problems(operation) },
  };
}

function descriptionOf({ permission, changes, repeatable }: Operation): string {
  return [
    `Permission: \`${permission}\`.`,
    ...(changes ? [`Changes what \`${changes}\` shows.`] : []),
    ...(repeatable ? ['Sent again, the same request changes nothing more.'] : []),
  ].join(' ');
}

function requestParams(operation: Operation): ZodOpenApiOperationObject['requestParams'] {
  const names = [...operation.path.matchAll(/:([a-z]+)/gi)].map((match) => match[1] as string);
  const headers = {
    ...(operation.changes && { 'If-Match': requestHeaders.ifMatch }),
    ...(operation.tagged && { 'If-None-Match': requestHeaders.ifNoneMatch }),
    ...(takesKey(operation) && { 'Idempotency-Key': requestHeaders.idempotencyKey }),
    ...(isStream(operation) && { 'Last-Event-ID': requestHeaders.lastEventId }),
  };
  return {
    ...(names.length > 0 && { path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }),
    ...(operation.query && { query: operation.query }),
    ...(Object.keys(headers).length > 0 && { header: z.object(headers) }),
  };
}

const isStream = ({ produces }: Operation): boolean => produces?.includes('text/event-stream') === true;

const successes: Readonly<Record<number, string>> = { 202: 'Begun', 204: 'Done', 302: 'Goes on to another address' };
const hasContent = (status: number): boolean => status !== 204 && status !== 302;

function success(operation: Operation): Responses {
  const status = operation.status ?? 200;
  const replayed = z.enum(['true']).optional().meta({ description: 'This is the first answer, given again' });
  const headers = {
    ...(operation.tagged && etag),
    ...(takesKey(operation) && { 'Idempotency-Replayed': replayed }),
  };
  return {
    [`${status}`]: {
      description: successes[status] ?? 'Success',
      ...(Object.keys(headers).length > 0 && { headers: z.object(headers) }),
      ...(hasContent(status) && { content: contentOf(operation) }),
    },
    ...(operation.tagged && { '304': { description: 'What the caller has is the same', headers: z.object(etag) } }),
  } as Responses;
}

function contentOf({ response, produces }: Operation): Record<string, object> {
  if (response) return { 'application/json': { schema: response } };
  return Object.fromEntries((produces ?? []).map((type) => [type, { schema: schemaOf(type) }]));
}

function schemaOf(type: string): object {
  if (type === 'application/json') return {};
  return type === 'application/zip' ? { type: 'string', format: 'binary' } : { type: 'string' };
}

function requestBody({ body }: Operation): ZodOpenApiOperationObject['requestBody'] {
  if (body === null) return undefined;
  if (body !== 'multipart') return { required: true, content: { 'application/json': { schema: body } } };
  const form = {
    type: 'object' as const,
    required: ['label', 'files'],
    properties: {
      label: { type: 'string' as const },
      files: { type: 'array' as const, items: { type: 'string' as const, format: 'binary' } },
    },
  };
  return { required: true, content: { 'multipart/form-data': { schema: form } } };
}
