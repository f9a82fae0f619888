import type { CaseDeidentification, CaseId, CaseIdentity, StudyId } from '@lectern/contracts';
import type { Records } from '@lectern/records';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { NotFound, Refused } from '../errors.js';

/** Every attribute that de-identification touched in a case; never a value. @throws NotFound */
export async function deidentificationOf({ read }: Records, study: StudyId, id: CaseId): Promise<CaseDeidentification> {
  const known = await read.cases.ofStudyById(study, id);
  if (!known?.deidentification) throw noCase();
  return { stacks: known.deidentification as unknown as CaseDeidentification['stacks'] };
}

/** Whose examination a case is. Who asked, when and why is logged before the answer. @throws NotFound, Refused */
export async function reidentify(
  { records, identityVault }: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: CaseId,
  reason: string,
): Promise<CaseIdentity> {
  if (!actor.administrator)
    throw new Refused('not-permitted', 'Only administrators open the re-identification list.', 'Ask an administrator.');
  const sealed = await records.transaction(async (tx) => {
    if (!(await tx.cases.ofStudyById(study, id))) throw noCase();
    await tx.identities.noteAccess({ at: tx.now, userId: actor.user, caseId: id, reason });
    return tx.identities.sealedOf(id);
  });
  if (!sealed) throw noCase();
  return identityVault.open(id, sealed);
}

const noCase = (): NotFound => new NotFound('no-case', 'There is no such case in this study, or it is not ready.');
