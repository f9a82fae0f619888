import type { ReaderId, StudyId } from '@lectern/contracts';
import type { Nudge } from '@lectern/workflows';
import type { ReaderWithUser, Transaction } from '@lectern/records';
import type { ConductDeps } from './deps.js';

/** Puts nudges into the outbox: typed here, so that nothing but ids can be said. */
export async function nudge(tx: Transaction, ...nudges: readonly Nudge[]): Promise<void> {
  for (const each of nudges) await tx.outbox.put(each);
}

/** An act on a reader that the conductor conducts once; its reference says which act, and nothing of it. */
export async function nudgeOfAct(
  tx: Transaction,
  { ids }: Pick<ConductDeps, 'ids'>,
  kind: 'reader-withdrawn' | 'read-excused' | 'read-reopened',
  reader: SeatedReader,
  subject: string,
): Promise<void> {
  await nudge(tx, { ...readerChanged(reader), kind, act: `${subject}/${ids.next()}` });
}

type SeatedReader = Pick<ReaderWithUser, 'id' | 'studyId'>;

export function readerChanged({ id, studyId }: SeatedReader): Extract<Nudge, { kind: 'reader-changed' }> {
  return { kind: 'reader-changed', reader: id as ReaderId, study: studyId as StudyId };
}
