import type { ReadId, StudyId } from '@lectern/contracts';
import { afterAct } from '@lectern/reading';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict } from '../errors.js';
import { nudgeOfAct } from '../nudge.js';
import { orConflict } from '../reading/seat.js';
import { readForCoordinator } from './reader-of-study.js';

/** Opens a submitted read again for a new version of its last answer; the answers before it stay. It comes next for its reader, whatever session they are in. */
export async function reopenRead(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: ReadId,
  reason: string,
): Promise<void> {
  await deps.records.transaction(async (tx) => {
    const { seat, read } = await readForCoordinator(tx, actor, study, id);
    const { reader } = seat;
    if (reader.state === 'withdrawn') throw new Conflict('withdrawn', 'This reader has withdrawn from the study.');
    orConflict(() => afterAct(read.state, 'reopen'));
    const version = read.version + 1;
    await tx.reads.dropDraft(id);
    await tx.readingActs.reopen({ readId: id, version, stage: read.stage, at: tx.now, by: actor.name, reason });
    if (reader.state === 'finished') await tx.readers.setState(reader.id, 'active');
    await nudgeOfAct(tx, deps, 'read-reopened', reader, id);
    await tx.outbox.announce(study);
    await tx.audit.append(study, {
      by: { id: actor.user, name: actor.name },
      act: 'read.reopened',
      subject: id,
      reason,
      before: { version: read.version },
      after: { reader: reader.number, session: read.session.number, position: read.position, version },
    });
  });
}
