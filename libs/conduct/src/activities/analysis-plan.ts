import type { ReadRow } from '@lectern/contracts';
import { endpointQuestion } from '@lectern/protocol';
import type { UnsubmittedRead } from '@lectern/records';
import type { AiReading, AnalysisPlan, IncompleteRead, PlannedEndpoint, StudyReads } from '@lectern/statistics';
import { resultOf, type StudyPlan } from '../studies/study-plan.js';

/** The frozen protocol's analysis in the words of `libs/statistics`. */
export function analysisPlanOf({ protocol }: StudyPlan): AnalysisPlan {
  const { comparison, alpha } = protocol.analysis;
  return {
    conditions: protocol.conditions.map(({ id }) => id),
    comparison,
    alpha,
    primaryTime: protocol.timing.primary,
    endpoints: protocol.analysis.endpoints.map((endpoint): PlannedEndpoint => {
      const found = endpointQuestion(protocol, endpoint);
      if ('missing' in found) throw new Error(`endpoint ${endpoint.id}: ${found.missing}`); // a frozen protocol has passed this rule
      const { question } = found;
      return {
        ...endpoint,
        question: question?.id ?? null,
        scale: question?.kind === 'rating' ? { min: question.min, max: question.max } : undefined,
      };
    }),
  };
}

/** What the analysis knows of a study: its reads, those that were never submitted, whose the cases are, and the AI's own results. */
export function studyReadsOf(
  plan: StudyPlan,
  rows: readonly ReadRow[],
  unsubmitted: readonly UnsubmittedRead[],
): StudyReads {
  return {
    rows,
    incomplete: unsubmitted.flatMap((read) => incompleteRead(plan, read)),
    patients: plan.cases.flatMap(({ number, case: { patientKey } }) =>
      patientKey === null ? [] : [{ case: number, patient: patientKey }],
    ),
    ai: aiReadings(plan),
  };
}

/** Repeats are read for agreement alone. */
function incompleteRead({ cases, reference }: StudyPlan, read: UnsubmittedRead): IncompleteRead[] {
  const listed = cases.find(({ caseId }) => caseId === read.caseId);
  const truth = reference?.rows.find(({ caseId }) => caseId === read.caseId);
  if (!listed || !truth || read.repetition !== 1) return [];
  const { reader, condition } = read;
  return [{ reader: reader.number, case: listed.number, condition, truth: truth.positive, kind: 'missing' }];
}

function aiReadings({ protocol, cases, results }: StudyPlan): AiReading[] {
  return protocol.conditions.flatMap(({ id, ai }) =>
    cases.flatMap(({ caseId, number }): AiReading[] => {
      const result = ai && resultOf(results, caseId, ai);
      const called = (result?.detail as { positive?: unknown } | null | undefined)?.positive;
      return result && result.score !== null && typeof called === 'boolean'
        ? [{ condition: id, case: number, score: result.score, called }]
        : [];
    }),
  );
}
