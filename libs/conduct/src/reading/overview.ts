import type { ReadingOverview, StudyId } from '@lectern/contracts';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { readingState } from './reading-state.js';
import { seatOf } from './seat.js';

/** Where a reader stands; an open read comes whole, so that any page can go on with it. */
export async function readingOverview(
  { records, clock }: ConductDeps,
  actor: Actor,
  study: StudyId,
): Promise<ReadingOverview> {
  const seat = await seatOf(records.read, actor, study);
  const [counts, now] = await Promise.all([
    records.read.reads.countOf(seat.reader.id),
    readingState(records.read, seat, clock.now()),
  ]);
  return {
    study,
    title: seat.protocol.title,
    target: seat.protocol.target,
    instructions: seat.protocol.instructions ?? null,
    simulated: seat.reader.user.kind === 'simulated',
    ...counts,
    now,
  };
}
