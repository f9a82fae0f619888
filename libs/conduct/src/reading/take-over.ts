import type { OpenRead, ReadId, ReadingEvent, StudyId } from '@lectern/contracts';
import { lastSlices, takeOverRead } from '@lectern/reading';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { openReadView } from './reading-state.js';
import { assertReading, orConflict, ownRead, takeSeat } from './seat.js';
import { readStanding } from './standing.js';

/** Gives the open read to the page that asks, with the slices that were looked at last; the page that had it loses its lease. */
export async function takeOver({ records }: ConductDeps, actor: Actor, study: StudyId, id: ReadId): Promise<OpenRead> {
  return records.transaction(async (tx) => {
    const seat = await takeSeat(tx, actor, study);
    assertReading(seat);
    const read = await ownRead({ find: (each) => tx.reads.lock(each) }, seat.reader, id);
    const lease = orConflict(() => takeOverRead(readStanding(read)));
    await tx.reads.raiseLease(id, lease, tx.now);
    const view = await openReadView(tx, seat, { ...read, lease });
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(study, {
      by,
      act: 'read.taken-over',
      subject: id,
      before: { lease: read.lease },
      after: { lease },
    });
    const { batches } = await tx.reads.evidenceOf(id);
    return { ...view, slices: lastSlices(batches.map(({ events }) => ({ events: events as ReadingEvent[] }))) };
  });
}
