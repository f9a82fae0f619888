import type { ReadingState, StudyId } from '@lectern/contracts';
import type { AuditNote } from '@lectern/records';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { openNextRead } from './open-next.js';
import { readingState, stateFrom } from './reading-state.js';
import { takeSeat } from './seat.js';
import { standingOf } from './standing.js';

/** Begins or goes on with the session that is due. Where none is, says what to wait for; asked twice, it opens one read. */
export async function beginSession({ records }: ConductDeps, actor: Actor, study: StudyId): Promise<ReadingState> {
  return records.transaction(async (tx) => {
    const seat = await takeSeat(tx, actor, study);
    const standing = await standingOf(tx, seat, tx.now);
    const { step } = standing;
    if (step.step !== 'begin') return stateFrom(tx, seat, standing);
    const session = standing.sessions.find(({ number }) => number === step.session);
    if (!session) throw new Error(`session ${step.session} is due and is not there`);
    await tx.readers.openSession(session.id, tx.now);
    const opened = await openNextRead(tx, seat, session);
    const state = await readingState(tx, seat, tx.now);
    await tx.outbox.announce(study);
    const begun: AuditNote = {
      by: { id: actor.user, name: actor.name },
      act: 'session.opened',
      subject: session.id,
      after: { reader: seat.reader.number, session: session.number },
    };
    await tx.audit.append(study, ...(session.state === 'waiting' ? [begun] : []), ...(opened ? [opened.note] : []));
    return state;
  });
}
