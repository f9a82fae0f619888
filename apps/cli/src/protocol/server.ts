import { ApiClient } from '@lectern/contracts';
import { UsageError } from '../terminal/errors.js';
import type { ServerOptions } from './protocol.command.js';

/** A client of the named server. @throws UsageError where server or token are not known */
export function clientOf({ server, token = process.env['LECTERN_TOKEN'] }: ServerOptions): ApiClient {
  if (!server) throw new UsageError('a study is asked for at a server: add --server URL');
  if (!token) throw new UsageError('a token is needed: --token, or LECTERN_TOKEN');
  return new ApiClient({
    baseUrl: server.replace(/\/+$/, ''),
    fetch,
    headers: () => ({ authorization: `Bearer ${token}` }),
  });
}
