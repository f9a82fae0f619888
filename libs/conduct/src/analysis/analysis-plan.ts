import type { Question, ReadRow } from '@lectern/contracts';
import { endpointQuestion } from '@lectern/protocol';
import type { UnsubmittedRead } from '@lectern/records';
import type { AiReading, AnalysisPlan, IncompleteRead, PlannedEndpoint, StudyReads } from '@lectern/statistics';
import { gridsOf } from '../cases/stack-grid.js';
import { resultOf, studyCases, type StudyPlan } from '../studies/study-plan.js';
import { replacedReaders } from './collect-reads.js';
import { lesionsOfPlan } from './lesions-of-plan.js';
import { subgroupsOf } from './subgroups-of.js';

/** The frozen protocol's analysis in the words of `libs/statistics`. */
export function analysisPlanOf(plan: StudyPlan): AnalysisPlan {
  const { protocol } = plan;
  const { comparison, alpha, multiplicity, estimand, localisation } = protocol.analysis;
  return {
    conditions: protocol.conditions.map(({ id }) => id),
    comparison,
    alpha,
    primaryTime: protocol.timing.primary,
    multiplicity: multiplicity?.method,
    estimand: estimand && {
      set: estimand.set,
      rules: { missing: estimand.missing, excused: estimand.excused, 'technical-failure': estimand.technicalFailure },
    },
    acceptance: localisation,
    subgroups: subgroupsOf(plan),
    endpoints: protocol.analysis.endpoints.map((endpoint): PlannedEndpoint => {
      const found = endpointQuestion(protocol, endpoint);
      if ('missing' in found) throw new Error(`endpoint ${endpoint.id}: ${found.missing}`); // a frozen protocol has passed this rule
      const { question } = found;
      return {
        ...endpoint,
        question: question?.id ?? null,
        scale: scaleOf(question),
      };
    }),
  };
}

function scaleOf(question: Question | null): PlannedEndpoint['scale'] {
  if (question?.kind === 'rating') return { min: question.min, max: question.max };
  return question?.kind === 'decision' ? { min: 0, max: 1 } : undefined;
}

/** What the analysis knows of a study: its reads, those that were never submitted, whose the cases are, and the AI's own results. */
export function studyReadsOf(
  plan: StudyPlan,
  rows: readonly ReadRow[],
  unsubmitted: readonly UnsubmittedRead[],
): StudyReads {
  const answered = new Set(rows.map(({ read, condition }) => `${read} ${condition}`));
  return {
    rows:
      plan.protocol.analysis.estimand?.aiUnavailable === 'leave-out'
        ? rows.filter((row) => hadItsAi(plan, row))
        : [...rows],
    incomplete: unsubmitted
      .filter((read) => !replacedReaders(plan).has(read.reader.number))
      // one that was opened again and not answered anew keeps the answer that it had
      .flatMap((read) =>
        incompleteRead(plan, read).filter(({ condition }) => !answered.has(`${read.id} ${condition}`)),
      ),
    patients: plan.cases.flatMap(({ number, case: { patientKey } }) =>
      patientKey === null ? [] : [{ case: number, patient: patientKey }],
    ),
    ai: aiReadings(plan),
    ...lesionsOfPlan(plan),
    stackGrids: gridsOf(plan.cases.map((listed) => listed.case)),
  };
}

/** Whether the read showed a result where its condition shows the AI's. */
function hadItsAi({ protocol, cases, results }: StudyPlan, row: ReadRow): boolean {
  const ai = protocol.conditions.find(({ id }) => id === row.condition)?.ai;
  const caseId = cases.find(({ number }) => number === row.case)?.caseId;
  return !ai || (caseId !== undefined && resultOf(results, caseId, ai)?.state === 'done');
}

/** Repeats are read for agreement alone, practice for nothing; a read in stages stands for those that have no answer yet. Excused is a read that nobody has to make. */
function incompleteRead({ cases, reference }: StudyPlan, read: UnsubmittedRead): IncompleteRead[] {
  const listed = cases.find(({ caseId }) => caseId === read.caseId);
  const truth = reference?.rows.find(({ caseId }) => caseId === read.caseId);
  if (!listed || !truth || read.repetition !== 1 || listed.purpose !== 'study') return [];
  const { reader, condition, stages, state } = read;
  const open = stages.length > 0 ? stages.slice(read.stage - 1) : [condition];
  return open.map((stage) => ({
    ...{ reader: reader.number, case: listed.number, condition: stage, truth: truth.positive },
    kind: state === 'excused' ? 'excused' : 'missing',
  }));
}

function aiReadings({ protocol, cases, results }: StudyPlan): AiReading[] {
  return protocol.conditions.flatMap(({ id, ai }) =>
    studyCases(cases).flatMap(({ caseId, number }): AiReading[] => {
      const result = ai && resultOf(results, caseId, ai);
      const called = (result?.detail as { positive?: unknown } | null | undefined)?.positive;
      return result && result.score !== null && typeof called === 'boolean'
        ? [{ condition: id, case: number, score: result.score, called }]
        : [];
    }),
  );
}
