import type { CaseId, CaseRow, StudyId } from '@lectern/contracts';
import type { Records, StoredAiResult } from '@lectern/records';
import { found } from '../access/require-permission.js';
import { outOfDistribution } from './out-of-distribution.js';
import { ageFindings, agesOf } from './gestational-age.js';
import { modelsOf, planOf, resultOf, type AidingModel, type StudyPlan } from '../studies/study-plan.js';

/** The cases of a study with their checks and AI status, for those who manage them. */
export async function listCases({ read }: Records, study: StudyId): Promise<CaseRow[]> {
  found(await read.studies.find(study));
  const plan = await planOf(read, study);
  const models = modelsOf(plan.protocol);
  const truth = new Map(plan.reference?.rows.map((row) => [row.caseId, row]));
  const weeksOf = agesOf(plan.reference);
  return plan.cases.map((listed) => {
    const weeks = weeksOf(listed);
    const row = rowOf(listed, plan.results, models, truth.get(listed.caseId));
    const found = ageFindings(plan.protocol, listed.case.gestationalAgeWeeks === null ? weeks : null);
    return { ...row, gestationalAgeWeeks: weeks, problems: [...row.problems, ...found] };
  });
}

function rowOf(
  { caseId, number, sourceLabel, case: known }: StudyPlan['cases'][number],
  results: readonly StoredAiResult[],
  models: readonly AidingModel[],
  truth: { site: string | null } | undefined,
): Omit<CaseRow, 'gestationalAgeWeeks'> {
  return {
    id: caseId as CaseId,
    number,
    sourceLabel,
    site: truth?.site ?? null,
    state: known.state === 'receiving' ? 'received' : known.state,
    stacks: known.stacks.map(({ orientation, slices, seriesInstanceUid }) => ({
      orientation,
      slices,
      seriesInstanceUid,
    })),
    problems: known.problems as CaseRow['problems'],
    hasReference: truth !== undefined,
    inference: models.map((model) => {
      const result = resultOf(results, caseId, model);
      return {
        ...model,
        state: result?.state ?? 'pending',
        reason: result?.reason ?? null,
        outOfDistribution: outOfDistribution(result),
      };
    }),
    receivedAt: known.receivedAt.toISOString(),
  };
}
