import { z } from 'zod';
import { ApiClient, ApiError, pathOf } from './client.js';
import { defineOperation } from './operation.js';
import { pageOf, pageRequestSchema } from '../page.schema.js';

const shared = { permission: 'signed-in', tag: 'Tests', summary: '' } as const;
const create = defineOperation({
  ...{ ...shared, id: 'create', method: 'post', path: '/api/things/:thing' },
  ...{ body: z.object({ name: z.string() }), response: z.object({ id: z.string() }) },
});
const list = defineOperation({
  ...{ ...shared, id: 'list', method: 'get', path: '/api/things' },
  ...{ query: pageRequestSchema, body: null, response: pageOf(z.string()) },
});

/** A client whose server is this function, and the requests that it saw. */
function clientOf(serve: (url: string, n: number) => Response | Promise<Response>) {
  const seen: { url: string; headers: Record<string, string> }[] = [];
  let keys = 0;
  const fetchFrom = async (url: unknown, init?: RequestInit): Promise<Response> => {
    seen.push({ url: String(url), headers: init?.headers as Record<string, string> });
    return serve(String(url), seen.length);
  };
  const client = new ApiClient({ baseUrl: '', fetch: fetchFrom as typeof fetch, newKey: () => `key-${++keys}` });
  return { client, keys: () => seen.map(({ headers }) => headers['idempotency-key']), seen };
}

const json = (value: unknown, status = 200): Response => new Response(JSON.stringify(value), { status });
const ask = (client: ApiClient, name = 'a') => client.call(create, { thing: 't' }, { name });

test('a request that is repeated because its answer was lost is the same act; after an answer it is a new one', async () => {
  const { client, keys } = clientOf((_, n) => {
    if (n === 1) throw new TypeError('connection lost');
    return n === 2 ? json({ type: 'x', title: 'x', status: 502 }, 502) : json({ id: '1' });
  });
  await expect(ask(client)).rejects.toThrow(TypeError);
  await expect(ask(client)).rejects.toThrow(ApiError);
  await ask(client);
  await ask(client);
  await ask(client, 'b');
  expect(keys()).toEqual(['key-1', 'key-1', 'key-1', 'key-2', 'key-3']);
});

test('two clicks at once are one act, a refusal ends it, and what only asks has no key', async () => {
  const { client, keys } = clientOf((url) =>
    url.includes('/t') && !url.includes('limit') ? json({ type: 'x', title: 'x', status: 409 }, 409) : json({}),
  );
  await Promise.allSettled([ask(client), ask(client)]);
  await expect(ask(client)).rejects.toMatchObject({ status: 409 });
  await expect(client.call(list)).rejects.toThrow();
  expect(keys()).toEqual(['key-1', 'key-1', 'key-2', undefined]);
});

test('what is changed is changed as it was seen', async () => {
  const { client, seen } = clientOf(() => new Response('{"id":"1"}', { headers: { etag: '"one"' } }));
  expect(await client.tagged(create, { thing: 't' })).toEqual({ shown: { id: '1' }, tag: '"one"' });
  await client.change(create, { thing: 't' }, { name: 'a' }, '"one"');
  expect(seen[1]!.headers['if-match']).toBe('"one"');
});

test('all pages of a list are followed to the last', async () => {
  const { client, seen } = clientOf((url) =>
    json(url.includes('after=x%2F1') ? { items: ['b'], next: null } : { items: ['a'], next: 'x/1' }),
  );
  expect(await client.all(list)).toEqual(['a', 'b']);
  expect(seen.map(({ url }) => url)).toEqual(['/api/things?limit=1000', '/api/things?after=x%2F1&limit=1000']);
  expect(() => pathOf(create)).toThrow(RangeError);
});
