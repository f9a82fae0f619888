import { openRead } from '@lectern/reading';
import type { AuditNote, ReadingSession, StoredRead, Transaction } from '@lectern/records';
import { orConflict, type Seat } from './seat.js';
import { readStanding } from './standing.js';

/**
 * Opens the next read, if there is one, for a reader who has none open: first one that was opened again, then those of the session; that there is only one, the database
 * guards too.
 *
 * @returns the read and the audit entry to be appended; null where nothing is left to read
 */
export async function openNextRead(
  tx: Transaction,
  { reader }: Seat,
  session: Pick<ReadingSession, 'id'>,
): Promise<{ read: StoredRead; note: AuditNote } | null> {
  const next = await tx.reads.dueOf(reader.id, session.id);
  if (!next) return null;
  const lease = orConflict(() => openRead(readStanding(next), { openElsewhere: false, isNext: true }));
  await tx.reads.markOpen(next.id, lease, tx.now);
  return {
    read: { ...next, state: 'open', lease, openedAt: tx.now },
    note: {
      by: { id: reader.userId, name: reader.user.name },
      act: 'read.opened',
      subject: next.id,
      after: {
        reader: reader.number,
        session: next.session.number,
        position: next.position,
        ...(next.version > 1 ? { version: next.version } : {}),
      },
    },
  };
}
