import type { StudyId } from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import type { Repositories } from '@lectern/records';

/** What the lock's signature covers: every answer and every batch of events as it stood when data entry ended, reader by reader. */
export async function lockManifest(on: Repositories, study: StudyId) {
  const readers = await on.readers.ofStudy(study);
  const counts = await on.reads.countOfStudy(study);
  const submissions = await on.submissions.allOfStudy(study);
  const batches = await on.reads.batchHashesOf(study);
  return {
    format: 1,
    study,
    reads: counts,
    readers: readers.map(({ id, number, state }) => ({ id, number, state })),
    submissions: hashOf(
      submissions.map(({ readId, stage, version, commitment }) => ({ read: readId, stage, version, commitment })),
    ),
    events: hashOf(batches),
  };
}
