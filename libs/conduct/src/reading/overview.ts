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
  const [counts, now, signatures] = await Promise.all([
    records.read.reads.countOf(seat.reader.id),
    readingState(records.read, seat, clock.now()),
    records.read.readingActs.signaturesOf(seat.reader.id),
  ]);
  const titleOf = (id: string): string => seat.protocol.documents?.find((each) => each.id === id)?.title ?? id;
  return {
    study,
    title: seat.protocol.title,
    target: seat.protocol.target,
    instructions: seat.protocol.instructions ?? null,
    simulated: seat.reader.user.kind === 'simulated',
    ...counts,
    timeZone: seat.reader.timeZone,
    documents: signatures.map(({ document, version, at }) => ({
      id: document,
      version,
      title: titleOf(document),
      signedAt: at.toISOString(),
    })),
    now,
  };
}
