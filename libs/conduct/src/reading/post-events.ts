import type { EventBatch, ReadId, StudyId } from '@lectern/contracts';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict } from '../errors.js';
import { assertReading, refuseRead } from './seat.js';
import { hashOfStorable } from './storable.js';

/**
 * Keeps a batch of events. The same batch again changes nothing. A batch of a page that lost its lease is kept, since it may tell of the time before, and
 * refused all the same, so that the page learns of its loss; one that comes after the submission is kept as evidence and changes no time.
 */
export async function postEvents(
  { records }: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: ReadId,
  { lease, sequence, events }: EventBatch,
): Promise<{ received: number; at: string }> {
  const hash = hashOfStorable(events);
  const { now, current, kept } = await records.transaction(async (tx) => {
    const read = (await tx.reads.hold(study, actor.user, id)) ?? (await refuseRead(tx, actor, study));
    assertReading({ study: read, reader: { state: read.readerState } });
    if (read.state === 'waiting' || lease > read.lease)
      throw new Conflict('not-open', 'This read was not opened so.', 'Load the page again.');
    const receivedAt = tx.now;
    const batch = await tx.reads.addBatch({ readId: id, lease, sequence, events, hash, receivedAt });
    return { now: tx.now, current: read, kept: batch.hash };
  });
  if (kept !== hash)
    throw new Conflict(
      'batch-differs',
      'A batch of this number is there with other events.',
      'Send these with the next number.',
    );
  if (current.state === 'open' && lease < current.lease)
    throw new Conflict(
      'lease-lost',
      'This case was opened in another window.',
      'Go on there, or take the case over in this one.',
    );
  return { received: events.length, at: now.toISOString() };
}
