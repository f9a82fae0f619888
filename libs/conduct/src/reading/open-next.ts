import type { StudyId } from '@lectern/contracts';
import { openRead } from '@lectern/reading';
import type { ReadingSession, Transaction } from '@lectern/records';
import { orConflict, type Seat } from './seat.js';
import { readStanding } from './standing.js';

/** Opens the next read of a session, if it has one. @returns the audit entry to be appended, null where the session is read to its end */
export async function openNextRead(tx: Transaction, { study, reader }: Seat, session: ReadingSession) {
  const next = await tx.reads.nextOf(session.id);
  if (!next) return null;
  const openElsewhere = (await tx.reads.openOf(reader.id)) !== null;
  orConflict(() => openRead(readStanding(next), { openElsewhere, isNext: true }));
  await tx.reads.markOpen(next.id, tx.now);
  return {
    chain: study.id as StudyId,
    entry: {
      by: { id: reader.userId, name: reader.user.name },
      act: 'read.opened',
      subject: next.id,
      after: { reader: reader.number, session: session.number, position: next.position },
    },
  };
}
