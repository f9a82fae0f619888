import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { type Operation, problemSchema, takesKey } from '@lectern/contracts';

type Responses = NonNullable<ZodOpenApiOperationObject['responses']>;

/** The problems with which an operation may be answered, by its properties. */
export function problems(operation: Operation): Responses {
  const { permission, method, path, body, query, changes } = operation;
  const isWrite = method !== 'get';
  const signedIn = permission !== 'public';
  return Object.fromEntries(
    [
      signedIn && problem(401, 'Nobody is signed in, or the session has ended'),
      (signedIn || isWrite) &&
        problem(403, 'The caller may not do this, or the request came from a page of another origin'),
      path.includes(':') && problem(404, 'There is no such thing for the caller'),
      isWrite && problem(409, 'The record does not allow it as it stands; after the lock nothing is written'),
      changes && problem(412, 'It was changed since it was seen; nothing was stored'),
      (body || query || takesKey(operation)) && problem(422, 'What was sent does not fit; the issues say where'),
      changes && problem(428, 'The request does not say by If-Match of which state it is made'),
      problem('default', 'Any other problem'),
    ].filter((each): each is [string, object] => Array.isArray(each)),
  ) as Responses;
}

/** One answer that is a problem document. */
export const problem = (status: number | 'default', description: string): [string, object] => [
  `${status}`,
  { description, content: { 'application/problem+json': { schema: problemSchema } } },
];
