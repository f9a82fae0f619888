import type { CaseId, StudyId } from '@lectern/contracts';
import { requirePermission } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { NotFound } from '../errors.js';
import { assertDraft, freeLabel } from './case-list.js';

/** Calls a case otherwise: what came by itself is named after its sender until then. @throws Conflict, NotFound */
export async function relabelCase(
  { records }: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: CaseId,
  label: string,
): Promise<void> {
  await records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-cases');
    await assertDraft(tx, study);
    const listed = (await tx.cases.ofStudy(study)).find(({ caseId }) => caseId === id);
    if (!listed) throw new NotFound('no-case', 'There is no such case in this study.');
    if (listed.sourceLabel === label) return;
    await freeLabel(tx, study, label);
    await tx.cases.setLabel(study, id, label);
    await tx.outbox.announce(study);
    const [before, after] = [{ label: listed.sourceLabel }, { label }];
    await tx.audit.append(study, {
      by: { id: actor.user, name: actor.name },
      act: 'case.relabelled',
      subject: id,
      before,
      after,
    });
  });
}
