import type { z } from 'zod';
import type { Permission } from '../roles.js';

export type Method = 'get' | 'post' | 'put' | 'delete';

/**
 * One operation of the HTTP API: the only place where its path, permission and shapes are written. The server's routes, the OpenAPI document and
 * the typed client follow from it. Path parameters are written `:name`; `body: 'multipart'` takes files; a response of `null` has no JSON body
 * (documents, streams).
 */
export interface Operation<
  Body extends z.ZodType | 'multipart' | null = z.ZodType | 'multipart' | null,
  Response extends z.ZodType | null = z.ZodType | null,
  Query extends z.ZodObject | undefined = z.ZodObject | undefined,
> {
  readonly id: string;
  readonly method: Method;
  readonly path: `/api/${string}`;
  readonly permission: Permission;
  readonly summary: string;
  readonly tag: string;
  readonly status?: number;
  /** A write that changes nothing of a study's record: it is done after the lock too. Every other write to a locked study is a 409. */
  readonly afterLock?: boolean;
  /** Parameters after `?`; each is text on the way. */
  readonly query?: Query;
  /** Its answers carry an ETag, and If-None-Match is answered 304. No operation of a reader may: it would tell whether something changed. */
  readonly tagged?: true;
  /** Id of the tagged operation that shows what this one changes: the request says by If-Match of which state; 428 without, 412 where it is another. */
  readonly changes?: string;
  /** A POST that changes nothing when it is repeated, by its own content (lease, revision, hash): it takes no Idempotency-Key. */
  readonly repeatable?: true;
  /** Media types of an answer that is no JSON of `response`. */
  readonly produces?: readonly string[];
  readonly body: Body;
  readonly response: Response;
}

export function defineOperation<
  Body extends z.ZodType | 'multipart' | null,
  Response extends z.ZodType | null,
  Query extends z.ZodObject | undefined = undefined,
>(operation: Operation<Body, Response, Query>): Operation<Body, Response, Query> {
  return operation;
}

/** The parameters after `?` of an operation that has some, as the server reads them. */
export type QueryOf<O> =
  O extends Operation<infer _B, infer _R, infer Q> ? (Q extends z.ZodObject ? z.output<Q> : never) : never;

/** Whether an operation takes an Idempotency-Key: every POST of a signed-in person does, unless it may be repeated by itself. A case's label does the same for its files. */
export const takesKey = ({ method, permission, body, repeatable }: Operation): boolean =>
  method === 'post' && permission !== 'public' && body !== 'multipart' && !repeatable;
