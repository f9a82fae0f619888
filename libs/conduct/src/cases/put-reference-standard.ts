import type { ReferenceStandardRow, StudyId } from '@lectern/contracts';
import type { ListedCase } from '@lectern/records';
import { assertIndependent } from '../access/independence.js';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, Invalid, type FailureIssue } from '../errors.js';
import { importReference } from './import-reference.js';

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
    if (study.phase !== 'draft')
      throw new Conflict(
        'frozen',
        'The reference standard is frozen with the study.',
        'Create a new study with the same cases.',
      );
    const cases = await tx.cases.ofStudy(id);
    const issues = issuesOf(rows, cases);
    if (issues.length > 0)
      throw new Invalid(
        'reference-standard',
        'The reference standard does not fit the cases.',
        'Mend the rows that are named.',
        issues,
      );
    const caseOf = new Map(cases.map(({ sourceLabel, caseId }) => [sourceLabel, caseId]));
    for (const { case: label, purpose = 'study' } of rows)
      await tx.cases.setPurpose(id, caseOf.get(label) as string, purpose);
    await importReference(
      tx,
      deps,
      actor,
      id,
      rows.map(({ case: label, purpose: _, attributes = {}, ...row }) => ({
        caseId: caseOf.get(label) as string,
        attributes,
        ...row,
      })),
    );
    return { rows: rows.length, positives: rows.filter(({ positive }) => positive).length };
  });
}

function issuesOf(rows: readonly ReferenceStandardRow[], cases: readonly ListedCase[]): FailureIssue[] {
  const labels = new Set(cases.map(({ sourceLabel }) => sourceLabel));
  const seen = new Set<string>();
  return rows.flatMap(({ case: label, positive, grade }, index) => {
    const path = `rows[${index}]`;
    const issues: FailureIssue[] = [];
    if (!labels.has(label)) issues.push({ path, message: `there is no case '${label}' in this study` });
    if (seen.has(label)) issues.push({ path, message: `case '${label}' has a row already` });
    if (grade !== null && grade > 0 !== positive)
      issues.push({ path, message: `grade ${grade} does not go with ${positive ? 'positive' : 'negative'}` });
    seen.add(label);
    return issues;
  });
}
