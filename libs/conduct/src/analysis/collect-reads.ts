import { readTimesSchema, type Answers, type Protocol, type ReadRow, type ReadTimes } from '@lectern/contracts';
import type { Repositories, SubmittedReadRow } from '@lectern/records';
import { gridsOf } from '../cases/stack-grid.js';
import { conditionOf } from '../reading/case-view.js';
import { planOf, resultOf, type StudyPlan } from '../studies/study-plan.js';
import { masksOfRead } from './masks-of-read.js';

/**
 * Every submitted read of a study with what was true of its case: the table from which everything is computed, and which is exported. A read in stages has a row a
 * stage. Training and qualification are left out, and so are readers who were replaced and cases without a truth, where the protocol says so.
 */
export async function collectReads(
  on: Repositories,
  study: string,
): Promise<{ rows: ReadRow[]; plan: StudyPlan; major: string[] }> {
  const plan = await planOf(on, study);
  const submitted = await on.submissions.ofStudy(study);
  return { rows: readRows(submitted, plan), plan, major: majorReads(submitted, plan) };
}

/** Ids of the reads that are not per protocol: what the system found of them, their session or their reader is major by the plan. */
export function majorReads(all: readonly SubmittedReadRow[], { protocol, deviations }: StudyPlan): string[] {
  const major: readonly string[] = protocol.analysis.estimand?.majorDeviations ?? [];
  const subjects = new Set(
    deviations.filter(({ kind, found }) => found === 'system' && major.includes(kind)).map(({ subject }) => subject),
  );
  const concerned = all.filter(({ read }) => [read.id, read.sessionId, read.readerId].some((id) => subjects.has(id)));
  return [...new Set(concerned.map(({ readId }) => readId))];
}

/** The same from submissions that are at hand, of the newest version each. @throws Error where the plan lacks a case or its truth */
export function readRows(all: readonly SubmittedReadRow[], plan: StudyPlan): ReadRow[] {
  const leftOut = replacedReaders(plan);
  const known = interpretableCases(plan);
  const submitted = all.filter(
    ({ read }) => read.session.phase === 'study' && !leftOut.has(read.reader.number) && known(read.caseId),
  );
  const stages = Map.groupBy(submitted, ({ readId }) => readId);
  return submitted.map((each) => rowOf(each, stages.get(each.readId) ?? [], plan));
}

/** Cases whose truth could not be determined are left out where the estimand says so; elsewhere none is frozen. */
function interpretableCases({ protocol, reference }: StudyPlan): (caseId: string) => boolean {
  if (protocol.analysis.estimand?.uninterpretableTruth !== 'leave-out') return () => true;
  const known = new Set(reference?.rows.map(({ caseId }) => caseId));
  return (caseId) => known.has(caseId);
}

/** Numbers of the readers whose reads the protocol leaves out because others took their place. */
export function replacedReaders({ protocol, readers }: StudyPlan): ReadonlySet<number> {
  if (protocol.readers.replacement?.reads === 'keep') return new Set();
  return new Set(readers.flatMap(({ replaces }) => replaces ?? []));
}

function rowOf(submitted: SubmittedReadRow, stages: readonly SubmittedReadRow[], plan: StudyPlan): ReadRow {
  const { read, answers, submittedAt, stage, version } = submitted;
  const listed = plan.cases.find(({ caseId }) => caseId === read.caseId);
  const truth = plan.reference?.rows.find(({ caseId }) => caseId === read.caseId);
  if (!listed || !truth || !read.openedAt) throw new Error(`read ${read.id} has no case, truth or beginning`);
  const condition = read.stages[stage - 1] ?? read.condition;
  return {
    read: read.id,
    reader: read.reader.number,
    readerKind: read.reader.user.kind,
    case: listed.number,
    site: truth.site,
    session: read.session.number,
    position: read.position,
    condition,
    repetition: read.repetition,
    truth: truth.positive,
    grade: truth.grade,
    answers: answers as ReadRow['answers'],
    openedAt: read.openedAt.toISOString(),
    submittedAt: submittedAt.toISOString(),
    masks: masksOfRead(answers as Answers, gridsOf([listed.case])),
    ...timesOf(
      readTimesSchema.parse(submitted.times),
      stages.filter((each) => each.stage < stage).map(({ times }) => readTimesSchema.parse(times)),
    ),
    aiScore: shownScore(plan.protocol, condition, read.caseId, plan),
    stage,
    version,
  };
}

/** A later stage takes the time of those before it too: that is what a reader with AI needs for a case. */
function timesOf(own: ReadTimes, before: readonly ReadTimes[]) {
  const whole = [...before, own];
  const together = (of: (times: ReadTimes) => number | null | undefined) => seconds(sumOrNull(whole.map(of)));
  return {
    elapsedSeconds: together(({ elapsedMillis }) => elapsedMillis),
    activeSeconds: together(({ activeMillis }) => activeMillis),
    overlaySeconds: own.overlayMillis / 1000,
    timeFlags: [...new Set(whole.flatMap(({ flags }) => flags))],
    stageElapsedSeconds: seconds(own.elapsedMillis),
    stageActiveSeconds: seconds(own.activeMillis),
    activeByIdleLimit: Object.fromEntries(
      ['30', '60', '120', 'none'].map((limit) => [
        limit,
        together(({ activeByIdleLimit }) => activeByIdleLimit[limit]),
      ]),
    ),
    findingTimes: own.findings,
  };
}

const seconds = (millis: number | null): number | null => (millis === null ? null : millis / 1000);

function sumOrNull(values: readonly (number | null | undefined)[]): number | null {
  return values.reduce<number | null>((sum, value) => (sum === null || value == null ? null : sum + value), 0);
}

/** The score that the condition showed; null where it showed none. */
function shownScore(protocol: Protocol, condition: string, caseId: string, { results }: StudyPlan): number | null {
  const { ai } = conditionOf(protocol, condition);
  if (!ai?.shows.includes('score')) return null;
  return resultOf(results, caseId, ai)?.score ?? null;
}
