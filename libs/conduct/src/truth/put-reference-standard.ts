import {
  referenceLesionsSchema,
  type LesionPlaces,
  type ReferenceLesion,
  type ReferenceStandardRow,
  type StudyId,
} from '@lectern/contracts';
import type { ListedCase, Transaction } from '@lectern/records';
import { assertIndependent } from '../access/independence.js';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Invalid, type FailureIssue } from '../errors.js';
import { importReference } from './import-reference.js';
import { assertTruthOpen } from './truth-open.js';

/** All rows or none; replaces what was imported before as a new version. @throws Invalid, Conflict once the study is frozen */
export async function putReferenceStandard(
  deps: ConductDeps,
  actor: Actor,
  id: StudyId,
  rows: readonly ReferenceStandardRow[],
): Promise<{ rows: number; positives: number }> {
  return deps.records.transaction(async (tx) => {
    await requirePermission(tx, actor, id, 'study:manage-truth');
    const study = found(await tx.studies.lock(id));
    await assertIndependent(tx, id, actor.user, 'truther');
    await assertTruthOpen(tx, study, actor);
    const cases = await tx.cases.ofStudy(id);
    const issues = issuesOf(rows, cases);
    if (issues.length > 0)
      throw new Invalid(
        'reference-standard',
        'The reference standard does not fit the cases.',
        'Mend the rows that are named.',
        issues,
      );
    const caseOf = new Map(cases.map((listed) => [listed.sourceLabel, listed]));
    const outlined = await lesionsKnown(tx, id);
    const imported = rows.map(({ case: label, purpose = 'study', attributes = {}, lesions, ...row }) => {
      const listed = caseOf.get(label) as ListedCase;
      const { caseId } = listed;
      const kept = row.positive ? (outlined.get(caseId) ?? []) : [];
      return { purpose, row: { caseId, attributes, ...row, lesions: lesions ? placed(lesions, listed) : kept } };
    });
    for (const { purpose, row } of imported) await tx.cases.setPurpose(id, row.caseId, purpose);
    await importReference(
      tx,
      deps,
      actor,
      id,
      imported.map(({ row }) => row),
      { source: 'table' },
    );
    return { rows: rows.length, positives: rows.filter(({ positive }) => positive).length };
  });
}

async function lesionsKnown(tx: Transaction, id: StudyId): Promise<Map<string, ReferenceLesion[]>> {
  const rows = (await tx.references.newest(id))?.rows ?? [];
  return new Map(rows.map(({ caseId, lesions }) => [caseId, referenceLesionsSchema.parse(lesions)]));
}

/** Places of a table as the record keeps them: by the stack's series, where one is named. */
function placed(lesions: readonly LesionPlaces[], listed: ListedCase): ReferenceLesion[] {
  return lesions.map(({ id, places }) => ({
    id,
    regions: places.map(({ stack, centre, radius }) => ({
      kind: 'sphere',
      seriesInstanceUid: seriesOf(listed, stack) ?? null,
      centre,
      radius,
    })),
  }));
}

function seriesOf({ case: { stacks } }: ListedCase, orientation: string | undefined): string | undefined {
  return stacks.find((stack) => stack.orientation === orientation)?.seriesInstanceUid;
}

function issuesOf(rows: readonly ReferenceStandardRow[], cases: readonly ListedCase[]): FailureIssue[] {
  const labels = new Map(cases.map((listed) => [listed.sourceLabel, listed]));
  const seen = new Set<string>();
  return rows.flatMap(({ case: label, positive, grade, lesions = [] }, index) => {
    const path = `rows[${index}]`;
    const issues: FailureIssue[] = [];
    const listed = labels.get(label);
    if (!listed) issues.push({ path, message: `there is no case '${label}' in this study` });
    if (seen.has(label)) issues.push({ path, message: `case '${label}' has a row already` });
    if (grade !== null && grade > 0 !== positive)
      issues.push({ path, message: `grade ${grade} does not go with ${positive ? 'positive' : 'negative'}` });
    if (!positive && lesions.length > 0)
      issues.push({ path, message: `case '${label}' is negative and has a lesion all the same` });
    if (new Set(lesions.map(({ id }) => id)).size < lesions.length)
      issues.push({ path, message: `case '${label}' has a lesion twice` });
    for (const { stack } of lesions.flatMap(({ places }) => places))
      if (listed && stack && !seriesOf(listed, stack))
        issues.push({ path, message: `case '${label}' has no ${stack} stack` });
    seen.add(label);
    return issues;
  });
}
