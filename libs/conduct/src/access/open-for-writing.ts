import type { StudyId } from '@lectern/contracts';
import type { Study, Transaction } from '@lectern/records';
import { Conflict } from '../errors.js';
import { found } from './require-permission.js';

/** Whether nothing may be written to a study any more. */
export const isLocked = ({ phase }: Pick<Study, 'phase'>): boolean => phase === 'locked' || phase === 'analysed';

export const lockedStudy = (): Conflict =>
  new Conflict(
    'locked',
    'This study is locked: nothing more is written to it.',
    'What was written before is kept. A coordinator can export it or create a new study.',
  );

/** The study, locked for this act. @throws Conflict after the lock, NotFound */
export async function openForWriting(tx: Transaction, id: StudyId): Promise<Study> {
  const study = found(await tx.studies.lock(id));
  if (isLocked(study)) throw lockedStudy();
  return study;
}
