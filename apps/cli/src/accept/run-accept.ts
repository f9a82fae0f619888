import { acceptCases, listCases } from '@lectern/contracts';
import { apiClient } from '../terminal/api-client.js';
import { UsageError } from '../terminal/errors.js';

export interface AcceptanceTarget {
  readonly study: string;
  readonly server: string;
  readonly reason: string;
  readonly token?: string;
}

/** Accepts the cases of these labels, or all that wait for a look. @throws UsageError for a label that does not wait */
export async function runAccept(
  labels: readonly string[],
  { study, server, reason, token }: AcceptanceTarget,
): Promise<void> {
  const api = apiClient(server, token);
  const waiting = (await api.all(listCases, { study })).filter(({ state }) => state === 'stored');
  const unknown = labels.find((label) => !waiting.some(({ sourceLabel }) => sourceLabel === label));
  if (unknown !== undefined) throw new UsageError(`case '${unknown}' does not wait for a look`);
  const chosen = labels.length === 0 ? waiting : waiting.filter(({ sourceLabel }) => labels.includes(sourceLabel));
  const cases = chosen.map(({ id }) => id);
  const { accepted } =
    cases.length === 0 ? { accepted: 0 } : await api.call(acceptCases, { study }, { cases, seen: false, reason });
  process.stdout.write(`${accepted} cases accepted\n`);
}
