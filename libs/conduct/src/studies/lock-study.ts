import type { Signing, StudyId } from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict } from '../errors.js';
import { signRecord } from '../evidence/sign-record.js';
import { nudge, readerChanged } from '../nudge.js';
import { noteDepartures } from '../record/departures.js';
import { authenticate } from '../sign-in/authenticate.js';
import { lockManifest } from './lock-manifest.js';

/**
 * Ends data entry and, as planned, the blind: from here on no read changes, and the analysis is due.
 * @throws Conflict unless the study is being read; Refused where the signature is not proven
 */
export async function lockStudy(
  deps: ConductDeps,
  actor: Actor,
  id: StudyId,
  reason: string,
  { meaning, proof }: Signing,
): Promise<void> {
  await requirePermission(deps.records.read, actor, id, 'study:lock');
  const authentication = await authenticate(deps, actor, proof);
  await deps.records.transaction(async (tx) => {
    await requirePermission(tx, actor, id, 'study:lock');
    const study = found(await tx.studies.lock(id)); // waits for submissions under way; later ones find it locked
    if (study.phase === 'draft')
      throw new Conflict('not-frozen', 'This study was never frozen.', 'Freeze it and have it read first.');
    if (study.phase !== 'reading') throw new Conflict('locked', 'This study is locked already.');
    const readers = await tx.readers.ofStudy(id);
    await noteDepartures(tx, id, readers); // the last moment: what the conductor has not looked at yet
    const manifest = await lockManifest(tx, id);
    if (manifest.reads.submitted === 0)
      throw new Conflict('nothing-read', 'No read was submitted yet: there is nothing to analyse.');
    const by = { id: actor.user, name: actor.name };
    const hash = hashOf(manifest);
    await tx.studies.addLock({ studyId: id, at: tx.now, by: actor.name, reason, hash, manifest });
    const unblinding = { id: deps.ids.next(), studyId: id, caseId: null, at: tx.now, byId: by.id, by: by.name };
    await tx.evidence.addUnblinding({ ...unblinding, reason, planned: true });
    const signature = await signRecord(tx, deps, { actor, meaning, authentication }, id, 'lock', hash);
    await tx.studies.setPhase(id, 'locked', tx.now);
    await nudge(tx, { kind: 'study-changed', study: id });
    for (const reader of readers) await nudge(tx, readerChanged(reader));
    await tx.outbox.announce(id);
    await tx.audit.append(
      id,
      { by, act: 'study.locked', subject: id, reason, after: { ...manifest, hash, signature } },
      { by, act: 'study.unblinded', subject: id, reason: 'planned: data entry has ended' },
    );
  });
}
