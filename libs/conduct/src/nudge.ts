import type { Nudge } from '@lectern/workflows';
import type { Transaction } from '@lectern/records';

/** Puts nudges into the outbox: typed here, so that nothing but ids can be said. */
export async function nudge(tx: Transaction, ...nudges: readonly Nudge[]): Promise<void> {
  for (const each of nudges) await tx.outbox.put(each);
}
