import type { ReaderId, StudyId } from '@lectern/contracts';
import { plannedSessions, washoutBefore } from '@lectern/protocol';
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
  const isLast = session.number === plannedSessions(protocol).length;
  const opensAt = isLast ? null : await opensNext(tx, seat, session.number + 1);
  if (opensAt) await tx.readers.setOpensAt(reader.id, session.number + 1, opensAt);
  if (isLast) await tx.readers.setState(reader.id, 'finished');
  await nudge(
    tx,
    { kind: 'reader-changed', reader: reader.id as ReaderId },
    ...(isLast ? [{ kind: 'study-changed', study: study.id as StudyId } as const] : []),
  );
  const finished = {
    reader: reader.number,
    session: session.number,
    nextOpensAt: opensAt?.toISOString() ?? null,
  };
  return { opened: null, note: { by, act: 'session.finished', subject: session.id, after: finished } };
}

/** At once, or when the washout is over since the session that showed the same cases. */
async function opensNext(tx: Transaction, { protocol, reader }: Seat, number: number): Promise<Date> {
  const wait = washoutBefore(protocol, number);
  if (!wait) return tx.now;
  const shown = (await tx.readers.sessionsOf([reader.id])).find((session) => session.number === wait.afterSession);
  const from = shown?.finishedAt ?? tx.now;
  return new Date(Math.max(tx.now.getTime(), opensAfterWashout(from.getTime(), wait.days)));
}
