import type { AuditNote, StoredRead, Transaction } from '@lectern/records';
import { openNextRead } from './open-next.js';
import { settleSession } from './settle-session.js';
import type { Seat } from './seat.js';
import { standingOf } from './standing.js';

/**
 * After a read: the next one of its session is opened, unless a break is due or the day is done; a session that is read to its end is finished.
 *
 * @returns the read that is open now, if any, and the audit entries to be appended
 */
export async function closeOrContinue(
  tx: Transaction,
  seat: Seat,
  { session }: StoredRead,
): Promise<{ opened: StoredRead | null; notes: AuditNote[] }> {
  if (isUnhindered(seat, session)) {
    const opened = await openNextRead(tx, seat, session);
    if (opened) return { opened: opened.read, notes: [opened.note] };
  }
  const ended = await settleSession(tx, seat, session);
  const { step } = await standingOf(tx, seat, tx.now);
  const goesOn = step.step === 'begin' && step.session === session.number;
  const opened = goesOn ? await openNextRead(tx, seat, session) : null;
  return { opened: opened?.read ?? null, notes: [...ended, ...(opened ? [opened.note] : [])] };
}

/** Nothing of the protocol can stand between two reads of a session that is open: the shortest way of a submission, which a reader waits for. */
function isUnhindered({ protocol }: Seat, session: StoredRead['session']): boolean {
  return session.state === 'open' && !protocol.pace && !protocol.documents;
}
