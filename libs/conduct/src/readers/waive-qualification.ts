import type { ReaderId, StudyId } from '@lectern/contracts';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict } from '../errors.js';
import { nudge, readerChanged } from '../nudge.js';
import { seatForCoordinator } from './reader-of-study.js';

/** Lets a reader who did not pass the qualification read all the same: a departure from the plan, so it is one of its deviations. */
export async function waiveQualification(
  { records }: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: ReaderId,
  reason: string,
): Promise<void> {
  await records.transaction(async (tx) => {
    const { reader } = await seatForCoordinator(tx, actor, study, id);
    if (reader.qualified !== false)
      throw new Conflict('not-failed', 'This reader did not fail the qualification.', 'There is nothing to waive.');
    await tx.readers.setQualified(id, true);
    await nudge(tx, readerChanged({ id, studyId: study }));
    await tx.outbox.announce(study);
    await tx.audit.append(study, {
      by: { id: actor.user, name: actor.name },
      act: 'reader.qualification-waived',
      subject: id,
      reason,
      before: { qualified: false },
      after: { reader: reader.number, qualified: true },
    });
  });
}
