import { z } from 'zod';
import { ApiClient } from './client.js';
import { defineOperation } from './operation.js';
import { repeatedFetch } from './repeated-fetch.js';

const act = defineOperation({
  ...{ id: 'act', method: 'post', path: '/api/act', permission: 'signed-in', tag: 'Test', summary: 'An act' },
  ...{ body: z.object({ say: z.string() }), response: z.object({ said: z.string() }) },
});

/** A server that gives these answers one after the other; null: the connection breaks. */
function serverThatSays(...answers: (number | null)[]) {
  const requests: RequestInit[] = [];
  const paused: number[] = [];
  let keys = 0;
  const fetch = async (_: unknown, init: RequestInit = {}): Promise<Response> => {
    requests.push(init);
    const status = answers.shift() ?? null;
    if (status === null) throw new TypeError('the connection broke');
    return Response.json(status === 200 ? { said: 'yes' } : { type: 'x', title: 'No', status }, { status });
  };
  const repeated = repeatedFetch(fetch, [10, 100], async (millis) => paused.push(millis));
  const client = new ApiClient({ baseUrl: '', fetch: repeated, newKey: () => `key-${++keys}` });
  return { client, repeated, requests, paused };
}

const keyOf = ({ headers }: RequestInit) => new Headers(headers).get('idempotency-key');

test('an act whose answer was lost is sent again unchanged, under its key', async () => {
  const { client, requests, paused } = serverThatSays(null, 503, 200, 200);
  expect(await client.call(act, {}, { say: 'yes' })).toEqual({ said: 'yes' });
  expect(paused).toEqual([10, 100]);
  expect(requests.map(({ body }) => body)).toEqual(Array(3).fill('{"say":"yes"}'));
  expect(requests.map(keyOf)).toEqual(['key-1', 'key-1', 'key-1']);
  await client.call(act, {}, { say: 'yes' });
  expect(keyOf(requests.at(-1)!)).toBe('key-2');
});

test('an answer stands, whatever it is, and after the last pause so does the failure', async () => {
  const refused = serverThatSays(409);
  await expect(refused.client.call(act, {}, { say: 'yes' })).rejects.toMatchObject({ status: 409 });
  expect(refused.requests).toHaveLength(1);
  const gone = serverThatSays(null, null, null);
  await expect(gone.client.call(act, {}, { say: 'yes' })).rejects.toThrow('the connection broke');
  expect(gone.requests.map(keyOf)).toEqual(['key-1', 'key-1', 'key-1']);
});

test('a post that has no key is sent once', async () => {
  const { repeated, requests } = serverThatSays(null, 200);
  await expect(repeated('/api/act', { method: 'POST', body: '{}' })).rejects.toThrow('the connection broke');
  expect(requests).toHaveLength(1);
});
