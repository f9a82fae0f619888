import {
  protocolSchema,
  type CaseId,
  type CaseRow,
  type Page,
  type PageRequest,
  type StackQuality,
  type StudyId,
} from '@lectern/contracts';
import type { CaseWithStacks, ListedCase, Records, Repositories, StoredAiResult } from '@lectern/records';
import { z } from 'zod';
import { found } from '../access/require-permission.js';
import { pageOfList } from '../page.js';
import { modelsOf, resultOf, type AidingModel } from '../studies/study-plan.js';
import { ageFindings, agesOf } from './gestational-age.js';
import { outOfDistribution } from './out-of-distribution.js';

/** The cases of a study by number, with their checks and AI status, for those who manage them. */
export async function listCases({ read }: Records, study: StudyId, request: PageRequest): Promise<Page<CaseRow>> {
  found(await read.studies.find(study));
  const { items, next } = await pageOfList(
    {
      key: z.int(),
      keyOf: ({ number }: ListedCase) => number,
      rows: (seek) => read.cases.pageOfStudy(study, seek),
      view: (listed) => listed,
    },
    request,
  );
  return { items: await caseRows(read, study, items), next };
}

/** Cases of a study as those see them who manage them. */
export async function caseRows(read: Repositories, study: StudyId, listed: readonly ListedCase[]): Promise<CaseRow[]> {
  const protocol = protocolSchema.parse((await read.studies.protocol(study)).document);
  const models = modelsOf(protocol);
  const reference = await read.references.newest(study);
  const truth = new Map(reference?.rows.map((row) => [row.caseId, row]));
  const weeksOf = agesOf(reference);
  const results = await read.aiResults.ofCases(listed.map(({ caseId }) => caseId));
  return listed.map((each) => {
    const weeks = weeksOf(each);
    const row = rowOf(each, results, models, truth.get(each.caseId));
    const ages = ageFindings(protocol, each.case.gestationalAgeWeeks === null ? weeks : null);
    return { ...row, gestationalAgeWeeks: weeks, problems: [...row.problems, ...ages] };
  });
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
    acceptance: acceptanceOf(known),
    originalsUntil: known.sealedUntil?.toISOString() ?? null,
    studyInstanceUid: known.studyInstanceUid,
    stacks: known.stacks.map(({ orientation, slices, seriesInstanceUid, detail }) => ({
      orientation,
      orientationFrom: (detail as { planeFrom?: 'description' | 'axes' }).planeFrom ?? 'axes',
      slices,
      seriesInstanceUid,
      quality: (detail as { quality?: StackQuality }).quality ?? null,
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

function acceptanceOf({ acceptedAt, acceptedBy, acceptanceReason }: CaseWithStacks): CaseRow['acceptance'] {
  return acceptedAt && { at: acceptedAt.toISOString(), by: acceptedBy ?? '', reason: acceptanceReason };
}
