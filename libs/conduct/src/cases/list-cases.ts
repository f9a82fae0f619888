import {
  protocolSchema,
  type CaseId,
  type CaseRow,
  type Page,
  type PageRequest,
  type StudyId,
} from '@lectern/contracts';
import type { ListedCase, Records, StoredAiResult } from '@lectern/records';
import { z } from 'zod';
import { found } from '../access/require-permission.js';
import { outOfDistribution } from './out-of-distribution.js';
import { ageFindings, agesOf } from './gestational-age.js';
import { pageOfList } from '../page.js';
import { modelsOf, resultOf, type AidingModel } from '../studies/study-plan.js';

/** The cases of a study by number, with their checks and AI status, for those who manage them. */
export async function listCases({ read }: Records, study: StudyId, request: PageRequest): Promise<Page<CaseRow>> {
  found(await read.studies.find(study));
  const protocol = protocolSchema.parse((await read.studies.protocol(study)).document);
  const models = modelsOf(protocol);
  const reference = await read.references.newest(study);
  const truth = new Map(reference?.rows.map((row) => [row.caseId, row]));
  const { items, next } = await pageOfList(
    {
      key: z.int(),
      keyOf: ({ number }: ListedCase) => number,
      rows: (seek) => read.cases.pageOfStudy(study, seek),
      view: (listed) => listed,
    },
    request,
  );
  const results = await read.aiResults.ofCases(items.map(({ caseId }) => caseId));
  const weeksOf = agesOf(reference);
  const shown = (listed: ListedCase): CaseRow => {
    const weeks = weeksOf(listed);
    const row = rowOf(listed, results, models, truth.get(listed.caseId));
    const aged = ageFindings(protocol, listed.case.gestationalAgeWeeks === null ? weeks : null);
    return { ...row, gestationalAgeWeeks: weeks, problems: [...row.problems, ...aged] };
  };
  return { items: items.map(shown), next };
}

function rowOf(
  { caseId, number, sourceLabel, case: known }: ListedCase,
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
