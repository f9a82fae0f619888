import { findingsOf, type Protocol, type ReadingEvent, type ReadTimes, type Submission } from '@lectern/contracts';
import { activeTime } from '@lectern/reading';
import type { StoredRead, Transaction } from '@lectern/records';

/** The times of the stage of a read that is submitted now, from all that was reported of it. */
export async function readTimes(
  tx: Transaction,
  { id, stage, version }: StoredRead,
  { lease, sequence, finalEvents, answers }: Pick<Submission, 'lease' | 'sequence' | 'finalEvents' | 'answers'>,
  { timing, pace }: Protocol,
  now: Date,
): Promise<ReadTimes> {
  const evidence = await tx.reads.evidenceOf(id);
  const leases = evidence.leases.filter((each) => each.stage === stage && each.version === version);
  const numbers = new Set(leases.map((each) => each.lease));
  const batches = evidence.batches
    .filter((batch) => numbers.has(batch.lease))
    .map((batch) => ({
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
  const isRevealed = stage > 1 && version === 1; // opened again, it begins with its images as any read does
  return activeTime(
    {
      submittedAt,
      leases: leases.map((each) => ({ lease: each.lease, takenAt: each.takenAt.getTime() })),
      batches: [...batches, ...again],
      batchesBeforeFinal: sequence,
      revealedAt: isRevealed ? leases[0]?.takenAt.getTime() : undefined,
      findings: Object.values(answers)
        .flatMap((answer) => findingsOf(answer) ?? [])
        .map(({ id: finding, marks }) => ({ id: finding, marks: marks.map((mark) => mark.id) })),
    },
    {
      idleLimitMillis: timing.idleLimitSeconds * 1000,
      limitMillis: pace?.readLimitSeconds === undefined ? undefined : pace.readLimitSeconds * 1000,
    },
  );
}
