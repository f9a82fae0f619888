import type { ApiClient } from '@lectern/contracts';
import { apiClient } from '../terminal/api-client.js';
import { UsageError } from '../terminal/errors.js';
import type { ServerOptions } from './protocol.command.js';

/** A client of the named server. @throws UsageError where server or token are not known */
export function clientOf({ server, token }: ServerOptions): ApiClient {
  if (!server) throw new UsageError('a study is asked for at a server: add --server URL');
  return apiClient(server, token);
}
