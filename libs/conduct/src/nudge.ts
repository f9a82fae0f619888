import type { ReaderId } from '@lectern/contracts';
import type { Nudge } from '@lectern/workflows';
import type { Transaction } from '@lectern/records';
import type { ConductDeps } from './deps.js';

/** Puts nudges into the outbox: typed here, so that nothing but ids can be said. */
export async function nudge(tx: Transaction, ...nudges: readonly Nudge[]): Promise<void> {
  for (const each of nudges) await tx.outbox.put(each);
}

/** An act on a reader that the conductor conducts once; its reference says which act, and nothing of it. */
export async function nudgeOfAct(
  tx: Transaction,
  { ids }: Pick<ConductDeps, 'ids'>,
  kind: 'reader-withdrawn' | 'read-excused',
  reader: string,
  subject: string,
): Promise<void> {
  await nudge(tx, { kind, reader: reader as ReaderId, act: `${subject}/${ids.next()}` });
}
