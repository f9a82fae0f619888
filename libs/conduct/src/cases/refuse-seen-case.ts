import type { CaseFinding, CaseId, StudyId } from '@lectern/contracts';
import { requirePermission } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict } from '../errors.js';
import { nudge } from '../nudge.js';
import { caseFolder, resultFolder } from '../object-keys.js';
import { lockedState } from './accept-cases.js';
import { assertDraft } from './case-list.js';

/**
 * A person refuses a case that was taken in: text in the pixels, the wrong part of the body. Images, AI results and sealed identity go; why it was refused
 * stays, and its label is free again.
 *
 * @throws Conflict where the study is frozen, or another study reads the case too
 */
export async function refuseSeenCase(
  { records, store }: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: CaseId,
  reason: string,
): Promise<void> {
  const results = await records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-cases');
    await assertDraft(tx, study);
    const state = await lockedState(tx, study, id);
    if (state === 'refused') return [];
    if (state !== 'stored' && state !== 'ready')
      throw new Conflict('not-stored', 'This case is still being taken in.', 'Wait for its checks.');
    if ((await tx.studies.withCase(id)).length > 1)
      throw new Conflict(
        'shared-case',
        'Another study has this case too.',
        'Leave it out of the reference standard there first.',
      );
    const stored = await tx.aiResults.ofCases([id]);
    const known = await tx.cases.find(id);
    const finding: CaseFinding = {
      ...{ severity: 'refused', file: null, stack: null, tag: null, rule: `Refused by ${actor.name}: ${reason}` },
      remedy: 'Upload another examination, or this one mended, under the same label.',
    };
    const flagged = (known?.problems ?? []) as unknown as CaseFinding[];
    await tx.cases.markRefused(id, tx.now, [...flagged, finding]);
    await nudge(tx, { kind: 'study-changed', study });
    await tx.outbox.announce(study);
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(study, { by, act: 'case.refused', subject: id, reason, after: { seen: true } });
    return stored.map((result) => result.id);
  });
  await store.deleteFolder(caseFolder(id));
  for (const result of results) await store.deleteFolder(resultFolder(result));
}
