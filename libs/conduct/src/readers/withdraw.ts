import type { ReaderId, StudyId } from '@lectern/contracts';
import type { Transaction } from '@lectern/records';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict } from '../errors.js';
import { nudgeOfAct } from '../nudge.js';
import { assertReading, takeSeat, type Seat } from '../reading/seat.js';
import { seatForCoordinator } from './reader-of-study.js';

/** A reader leaves the study: what they submitted stays, nothing more is shown to them. */
export async function withdrawOneself(deps: ConductDeps, actor: Actor, study: StudyId, reason: string): Promise<void> {
  await deps.records.transaction(async (tx) => {
    const seat = await takeSeat(tx, actor, study);
    assertReading(seat);
    await withdraw(tx, deps, actor, seat, reason);
  });
}

/** The same by the coordinator, for a reader who dropped out. */
export async function withdrawReader(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  reader: ReaderId,
  reason: string,
): Promise<void> {
  await deps.records.transaction(async (tx) => {
    const seat = await seatForCoordinator(tx, actor, study, reader);
    if (seat.reader.state === 'withdrawn') throw new Conflict('withdrawn', 'This reader has withdrawn already.');
    await withdraw(tx, deps, actor, seat, reason);
  });
}

async function withdraw(
  tx: Transaction,
  deps: ConductDeps,
  actor: Actor,
  { study, reader }: Seat,
  reason: string,
): Promise<void> {
  const counts = await tx.reads.countOf(reader.id);
  await tx.readers.setState(reader.id, 'withdrawn');
  await nudgeOfAct(tx, deps, 'reader-withdrawn', reader, reader.id);
  await tx.outbox.announce(study.id);
  await tx.audit.append(study.id, {
    by: { id: actor.user, name: actor.name },
    act: 'reader.withdrawn',
    subject: reader.id,
    reason,
    before: { state: reader.state },
    after: { reader: reader.number, ...counts },
  });
}
