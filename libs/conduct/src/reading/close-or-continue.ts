import type { ReaderId, StudyId } from '@lectern/contracts';
import { opensAfterWashout } from '@lectern/reading';
import type { AuditNote, StoredRead, Transaction } from '@lectern/records';
import { nudge } from '../nudge.js';
import { openNextRead } from './open-next.js';
import type { Seat } from './seat.js';

/**
 * After a read: the next of its session is opened; at its end the session is finished and the next one given its time. The conductor is nudged
 * only then.
 * @returns the read that is open now, if any, and the audit entry to be appended
 */
export async function closeOrContinue(
  tx: Transaction,
  seat: Seat,
  { session }: StoredRead,
): Promise<{ opened: StoredRead | null; note: AuditNote }> {
  const { reader, protocol, study } = seat;
  const opened = await openNextRead(tx, seat, session);
  if (opened) return { opened: opened.read, note: opened.note };
  const by = { id: reader.userId, name: reader.user.name };
  await tx.readers.finishSession(session.id, tx.now);
  const opensAt = new Date(opensAfterWashout(tx.now.getTime(), protocol.design.washout.days));
  await tx.readers.setOpensAt(reader.id, session.number + 1, opensAt);
  const isLast = session.number === protocol.design.sessions;
  if (isLast) await tx.readers.setState(reader.id, 'finished');
  await nudge(
    tx,
    { kind: 'reader-changed', reader: reader.id as ReaderId },
    ...(isLast ? [{ kind: 'study-changed', study: study.id as StudyId } as const] : []),
  );
  const finished = {
    reader: reader.number,
    session: session.number,
    nextOpensAt: isLast ? null : opensAt.toISOString(),
  };
  return { opened: null, note: { by, act: 'session.finished', subject: session.id, after: finished } };
}
