import type { ReaderId, StudyId } from '@lectern/contracts';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict } from '../errors.js';
import { nudge } from '../nudge.js';

/** Ends data entry: from here on no read changes, and the analysis is due. @throws Conflict unless the study is being read */
export async function lockStudy({ records }: ConductDeps, actor: Actor, id: StudyId, reason: string): Promise<void> {
  await records.transaction(async (tx) => {
    await requirePermission(tx, actor, id, 'study:lock');
    const study = found(await tx.studies.lock(id)); // waits for submissions under way; later ones find it locked
    if (study.phase === 'draft')
      throw new Conflict('not-frozen', 'This study was never frozen.', 'Freeze it and have it read first.');
    if (study.phase !== 'reading') throw new Conflict('locked', 'This study is locked already.');
    const readers = await tx.readers.ofStudy(id);
    const counts = await tx.reads.countOfStudy(id);
    if (counts.submitted === 0)
      throw new Conflict('nothing-read', 'No read was submitted yet: there is nothing to analyse.');
    await tx.studies.setPhase(id, 'locked', tx.now);
    await nudge(tx, { kind: 'study-changed', study: id });
    for (const reader of readers) await nudge(tx, { kind: 'reader-changed', reader: reader.id as ReaderId });
    await tx.outbox.announce(id);
    await tx.audit.append(id, {
      by: { id: actor.user, name: actor.name },
      act: 'study.locked',
      subject: id,
      reason,
      after: counts,
    });
  });
}
