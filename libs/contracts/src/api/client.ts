import type { z } from 'zod';
import { problemSchema, type Problem } from '../problem.schema.js';
import type { Page } from '../page.schema.js';
import { takesKey, type Operation } from './operation.js';
import { RetryKeys } from './retry-keys.js';

/** An answer of the API other than success, with its problem document. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail ? `${problem.title}: ${problem.detail}` : problem.title);
  }
}

export interface ClientOptions {
  /** '' in a page of the same origin. */
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  /** A key that nobody can guess; where it is given, a request that is repeated because its answer was lost has its effect once. */
  readonly newKey?: () => string;
  /** Sent with every request: outside a browser, the cookie and the origin. */
  readonly headers?: () => Record<string, string>;
}

type Params = Readonly<Record<string, string>>;
type BodyOf<O> =
  O extends Operation<infer B, infer _R>
    ? B extends z.ZodType
      ? z.input<B>
      : B extends 'multipart'
        ? FormData
        : undefined
    : never;
type ItemOf<O> = ResponseOf<O> extends { items: (infer Item)[]; next: string | null } ? Item : never;
type ResponseOf<O> = O extends Operation<infer _B, infer R> ? (R extends z.ZodType ? z.output<R> : Response) : never;

/** The address of an operation with its parameters, of the path and of the query, filled in. @throws RangeError where one of the path is missing. */
export function pathOf(operation: Operation, params: Params = {}): string {
  const path = operation.path.replace(/:([a-z]+)/gi, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new RangeError(`${operation.id} needs the path parameter ${name}`);
    return encodeURIComponent(value);
  });
  const query = Object.keys(operation.query?.shape ?? {}).flatMap((name) => {
    const value = params[name];
    return value === undefined ? [] : `${name}=${encodeURIComponent(value)}`;
  });
  return query.length > 0 ? `${path}?${query.join('&')}` : path;
}

/** A client of the API that knows each operation's shapes. Answers are checked against the contract before they are returned. */
export class ApiClient {
  private readonly keys: RetryKeys | null;

  constructor(private readonly options: ClientOptions) {
    this.keys = options.newKey ? new RetryKeys(options.newKey) : null;
  }

  /** @throws ApiError for an answer other than 2xx; whatever `fetch` throws where there is no answer. */
  async call<O extends Operation>(
    operation: O,
    params: Params = {},
    body?: BodyOf<O>,
    signal?: AbortSignal,
  ): Promise<ResponseOf<O>> {
    return shownBy(operation, await this.send(operation, params, body, signal));
  }

  /** What an operation shows, and the tag of that state; '' where it carries none. @throws as `call` */
  async tagged<O extends Operation>(operation: O, params: Params = {}): Promise<{ shown: ResponseOf<O>; tag: string }> {
    const response = await this.send(operation, params);
    return { shown: await shownBy(operation, response), tag: response.headers.get('etag') ?? '' };
  }

  /** A change of what was seen under a tag. @throws ApiError 412 where it is another by now; else as `call` */
  async change<O extends Operation>(
    operation: O,
    params: Params,
    body: BodyOf<O>,
    tag: string,
  ): Promise<ResponseOf<O>> {
    return shownBy(operation, await this.send(operation, params, body, undefined, { 'if-match': tag }));
  }

  /** Every item of a list that is answered a page at a time. @throws as `call` */
  async all<O extends Operation>(operation: O, params: Params = {}, signal?: AbortSignal): Promise<ItemOf<O>[]> {
    const items: ItemOf<O>[] = [];
    let after: Params = {};
    for (;;) {
      const { items: more, next } = (await this.call(
        operation,
        { limit: '1000', ...params, ...after },
        undefined,
        signal,
      )) as Page<ItemOf<O>>;
      items.push(...more);
      if (next === null) return items;
      after = { after: next };
    }
  }

  private async send<O extends Operation>(
    operation: O,
    params: Params,
    body?: BodyOf<O>,
    signal?: AbortSignal,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const url = pathOf(operation, params);
    const isForm = operation.body === 'multipart';
    const content = body === undefined ? undefined : isForm ? (body as FormData) : JSON.stringify(body);
    return this.once(operation, `${url} ${typeof content === 'string' ? content : ''}`, async (key) => {
      const response = await this.options.fetch(this.options.baseUrl + url, {
        method: operation.method.toUpperCase(),
        credentials: 'same-origin',
        headers: {
          ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
          ...key,
          ...headers,
          ...this.options.headers?.(),
        },
        body: content,
        signal,
      } as RequestInit);
      if (!response.ok) throw await apiError(response);
      return response;
    });
  }

  /** Sends a request under the key of its act, where its operation takes one. */
  private async once(
    operation: Operation,
    request: string,
    send: (key: Readonly<Record<string, string>>) => Promise<Response>,
  ): Promise<Response> {
    if (!this.keys || !takesKey(operation)) return send({});
    const key = this.keys.begin(request);
    let isAnswered = true;
    try {
      return await send({ 'idempotency-key': key });
    } catch (error) {
      isAnswered = error instanceof ApiError && error.status < 500;
      throw error;
    } finally {
      this.keys.end(request, isAnswered);
    }
  }
}

async function shownBy<O extends Operation>({ response: schema }: O, response: Response): Promise<ResponseOf<O>> {
  return (schema === null ? response : schema.parse(await response.json())) as ResponseOf<O>;
}

async function apiError(response: Response): Promise<ApiError> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => null));
  const problem = parsed.success
    ? parsed.data
    : { type: 'about:blank', title: `The server answered ${response.status}`, status: response.status };
  return new ApiError(response.status, problem);
}
