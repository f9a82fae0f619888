import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { ApiClient, repeatedFetch } from '@lectern/contracts';
import { UsageError } from './errors.js';

/** A server that starts again is back within them (ms). */
const pauses = [250, 1000, 4000];

/**
 * A client of a server, in the name of whoever made the token. Each act goes under a key, and is sent again unchanged where its answer was lost: it is done once.
 * @throws UsageError where there is no token
 */
export function apiClient(server: string, token?: string): ApiClient {
  const headers = signedIn(token);
  return new ApiClient({
    baseUrl: server.replace(/\/+$/, ''),
    fetch: repeatedFetch(fetch, pauses, wait),
    newKey: () => randomBytes(16).toString('hex'),
    headers: () => headers,
  });
}

/** Headers of a request in the name of whoever made the token. @throws UsageError where there is none */
export function signedIn(token = process.env['LECTERN_TOKEN']): { authorization: string } {
  if (!token) throw new UsageError('no token: make one under your account, and give it by --token or LECTERN_TOKEN');
  return { authorization: `Bearer ${token}` };
}
