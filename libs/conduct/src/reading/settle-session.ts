import type { Protocol, StudyId } from '@lectern/contracts';
import { plannedSessions } from '@lectern/protocol';
import type { AuditNote, ReadingSession, Transaction } from '@lectern/records';
import { nudge, readerChanged } from '../nudge.js';
import { opensAt } from './opens-at.js';
import { qualificationOf } from './qualification.js';
import type { Seat } from './seat.js';

/**
 * Finishes a session of which nothing is left to read, gives the next one its time and says whether a qualification was passed. Asked again, or while reads are left,
 * it does nothing. The conductor is nudged only at an end.
 *
 * @returns audit entries to be appended
 */
export async function settleSession(tx: Transaction, seat: Seat, session: ReadingSession): Promise<AuditNote[]> {
  const { reader, study, protocol } = seat;
  const stored = (await tx.readers.sessionsOf([reader.id])).find(({ id }) => id === session.id);
  if (!stored || stored.submitted + stored.excused < stored.planned) return [];
  const changed = readerChanged(reader);
  if (stored.state === 'finished') {
    await nudge(tx, changed); // a read of it was opened again: the washout may be longer now
    await giveTimes(tx, seat);
    await settleReader(tx, seat);
    return [];
  }
  await tx.readers.finishSession(session.id, tx.now);
  const verdict = session.phase === 'qualification' ? await qualify(tx, seat, session.id) : [];
  const nextOpensAt = await giveTimes(tx, seat);
  await settleReader(tx, seat);
  await nudge(
    tx,
    changed,
    ...(isLast(protocol, session) ? [{ kind: 'study-changed', study: study.id as StudyId } as const] : []),
  );
  const after = { reader: reader.number, session: session.number, nextOpensAt };
  const by = { id: reader.userId, name: reader.user.name };
  return [{ by, act: 'session.finished', subject: session.id, after }, ...verdict];
}

const isLast = (protocol: Protocol, { number }: ReadingSession): boolean => number === plannedSessions(protocol).length;

/** Keeps when the session that is next will open, for whoever asks the record and not the rule. @returns that time */
async function giveTimes(tx: Transaction, { protocol, reader }: Seat): Promise<string | null> {
  const sessions = await tx.readers.sessionsOf([reader.id]);
  const next = sessions.find(({ state }) => state === 'waiting');
  const at = next ? opensAt(protocol, sessions, next.number) : null;
  if (!next || at === null) return null;
  await tx.readers.setOpensAt(reader.id, next.number, new Date(at));
  return new Date(at).toISOString();
}

async function settleReader(tx: Transaction, { reader }: Seat): Promise<void> {
  const sessions = await tx.readers.sessionsOf([reader.id]);
  if (reader.state === 'withdrawn' || sessions.some(({ state }) => state !== 'finished')) return;
  if (await tx.reads.reopenedOf(reader.id)) return;
  await tx.readers.setState(reader.id, 'finished');
}

async function qualify(tx: Transaction, seat: Seat, session: string): Promise<AuditNote[]> {
  const { reader } = seat;
  const { passed, share } = await qualificationOf(tx, seat, session);
  await tx.readers.setQualified(reader.id, passed);
  return [
    {
      by: { id: reader.userId, name: reader.user.name },
      act: passed ? 'reader.qualified' : 'reader.not-qualified',
      subject: reader.id,
      after: { reader: reader.number, correct: share },
    },
  ];
}
