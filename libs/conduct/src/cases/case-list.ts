import type { StudyId } from '@lectern/contracts';
import type { Transaction } from '@lectern/records';
import { found } from '../access/require-permission.js';
import { Conflict } from '../errors.js';

/** An upload that has not moved for this long was broken off: its label is free again. */
const brokenOffMillis = 15 * 60_000;

/** Locks the study for this act. @throws Conflict once its case list is frozen */
export async function assertDraft(tx: Transaction, study: StudyId): Promise<void> {
  const { phase } = found(await tx.studies.lock(study));
  if (phase !== 'draft')
    throw new Conflict('frozen', 'The case list is frozen with the study.', 'Create a new study for more cases.');
}

/**
 * The label of a case that was refused, or whose upload broke off, may be used again.
 * @returns the case whose label it was, null where it was free
 * @throws Conflict where it is taken
 */
export async function freeLabel(tx: Transaction, study: StudyId, label: string): Promise<string | null> {
  const listed = await tx.cases.findLabel(study, label);
  if (!listed) return null;
  const taken = await tx.cases.lock(listed.caseId);
  const moved = (taken?.lastFileAt ?? taken?.receivedAt)?.getTime();
  const age = moved === undefined ? 0 : tx.now.getTime() - moved;
  if (taken?.state === 'refused') await tx.cases.unlist(study, listed.caseId);
  else if (taken?.state === 'receiving' && age > brokenOffMillis) await tx.cases.removeUnfinished(study, listed.caseId);
  else throw new Conflict('label-taken', `A case '${label}' is in this study already.`, 'Give this one another label.');
  return listed.caseId;
}
