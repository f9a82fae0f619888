import { caseChecksOf, protocolSchema, type CaseChecks } from '@lectern/contracts';
import type { Plane } from '@lectern/dicom';
import type { Records } from '@lectern/records';

/** What the study of a case asks of it. */
export interface StudyRules {
  readonly planes: readonly Plane[];
  readonly checks: CaseChecks;
}

/** The rules of the first study that lists the case; the usual ones where none does. */
export async function rulesFor({ read }: Records, caseId: string): Promise<StudyRules> {
  const [study] = await read.studies.withCase(caseId);
  if (!study) return { planes: [], checks: caseChecksOf({}) };
  const { cases } = protocolSchema.parse((await read.studies.protocol(study.id)).document);
  return { planes: cases.stacks, checks: caseChecksOf(cases.checks) };
}
