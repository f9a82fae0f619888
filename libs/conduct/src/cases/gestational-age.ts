import type { CaseFinding, Protocol } from '@lectern/contracts';
import { brokenAgeRule } from '@lectern/dicom';
import type { ListedCase, ReferenceImport } from '@lectern/records';

/** The gestational age of a listed case in weeks: as the reference standard says, else as its header did; null where neither does. */
export function agesOf(reference: ReferenceImport | null): (listed: ListedCase) => number | null {
  const given = new Map(reference?.rows.map(({ caseId, gestationalAgeWeeks }) => [caseId, gestationalAgeWeeks]));
  return ({ caseId, case: known }) => given.get(caseId) ?? known.gestationalAgeWeeks;
}

/** What the limits of the protocol say of an age that came with the reference standard. */
export function ageFindings({ cases }: Protocol, weeks: number | null): CaseFinding[] {
  const limits = cases.checks?.gestationalAgeWeeks;
  const rule = limits && weeks !== null ? brokenAgeRule(weeks, limits) : null;
  if (rule === null) return [];
  const remedy = 'Leave this case out, or correct its age in the reference standard.';
  return [{ severity: 'flagged', file: null, stack: null, tag: null, rule, remedy }];
}
