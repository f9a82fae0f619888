import type { Protocol, ReadingEvent, ReadTimes, Submission } from '@lectern/contracts';
import { activeTime } from '@lectern/reading';
import type { StoredRead, Transaction } from '@lectern/records';

/** The times of a read from all that was reported of it until now. */
export async function readTimes(
  tx: Transaction,
  { id }: StoredRead,
  { lease, sequence, finalEvents }: Pick<Submission, 'lease' | 'sequence' | 'finalEvents'>,
  { timing }: Protocol,
  now: Date,
): Promise<ReadTimes> {
  const leases = await tx.reads.leasesOf(id);
  const stored = await tx.reads.batchesOf(id);
  const batches = stored.map((batch) => ({
    lease: batch.lease,
    sequence: batch.sequence,
    receivedAt: batch.receivedAt.getTime(),
    events: batch.events as ReadingEvent[],
  }));
  const submittedAt = now.getTime();
  const numberTaken = batches.some(
    (batch) => batch.lease === lease && batch.sequence === sequence && batch.receivedAt !== submittedAt,
  );
  // the page had no answer to its last batch and sends those events again with the submission: the events that are new count
  const again =
    numberTaken && finalEvents.length > 0
      ? [{ lease, sequence: sequence + 1, receivedAt: submittedAt, events: finalEvents }]
      : [];
  return activeTime(
    {
      submittedAt,
      leases: leases.map((each) => ({ lease: each.lease, takenAt: each.takenAt.getTime() })),
      batches: [...batches, ...again],
      batchesBeforeFinal: sequence,
    },
    { idleLimitMillis: timing.idleLimitSeconds * 1000 },
  );
}
