import type { OpenRead } from '@lectern/contracts';
import type { ReceivedBatch } from './event-timeline.js';

/**
 * The slice of each stack that a reader looked at last, over all pages of a read.
 *
 * @param batches in order of lease and sequence
 */
export function lastSlices(batches: readonly Pick<ReceivedBatch, 'events'>[]): NonNullable<OpenRead['slices']> {
  const last = new Map(
    batches.flatMap(({ events }) =>
      events.flatMap((event) => (event.kind === 'slice' ? [[event.orientation, event.sopInstanceUid] as const] : [])),
    ),
  );
  return [...last].map(([orientation, sopInstanceUid]) => ({ orientation, sopInstanceUid }));
}
