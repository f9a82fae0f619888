import { readTimesSchema, type Protocol, type ReadRow } from '@lectern/contracts';
import type { Repositories, SubmittedReadRow } from '@lectern/records';
import { conditionOf } from '../reading/case-view.js';
import { planOf, resultOf, type StudyPlan } from '../studies/study-plan.js';

/** Every submitted read of a study with what was true of its case: the table from which everything is computed, and which is exported. */
export async function collectReads(on: Repositories, study: string): Promise<{ rows: ReadRow[]; plan: StudyPlan }> {
  const plan = await planOf(on, study);
  const submitted = await on.submissions.ofStudy(study);
  return { rows: submitted.map((each) => readRow(each, plan)), plan };
}

/** A submitted read with what was true of its case. @throws Error where the plan lacks its case or truth */
export function readRow({ read, answers, times, submittedAt }: SubmittedReadRow, plan: StudyPlan): ReadRow {
  const { elapsedMillis, activeMillis, overlayMillis, flags } = readTimesSchema.parse(times);
  const listed = plan.cases.find(({ caseId }) => caseId === read.caseId);
  const truth = plan.reference?.rows.find(({ caseId }) => caseId === read.caseId);
  if (!listed || !truth || !read.openedAt) throw new Error(`read ${read.id} has no case, truth or beginning`);
  return {
    read: read.id,
    reader: read.reader.number,
    readerKind: read.reader.user.kind,
    case: listed.number,
    site: truth.site,
    session: read.session.number,
    position: read.position,
    condition: read.condition,
    repetition: read.repetition,
    truth: truth.positive,
    grade: truth.grade,
    answers: answers as ReadRow['answers'],
    openedAt: read.openedAt.toISOString(),
    submittedAt: submittedAt.toISOString(),
    elapsedSeconds: seconds(elapsedMillis),
    activeSeconds: seconds(activeMillis),
    overlaySeconds: overlayMillis / 1000,
    timeFlags: flags,
    aiScore: shownScore(plan.protocol, read, plan),
  };
}

const seconds = (millis: number | null): number | null => (millis === null ? null : millis / 1000);

/** The score that the read showed; null where it showed none. */
function shownScore(protocol: Protocol, read: SubmittedReadRow['read'], { results }: StudyPlan): number | null {
  const { ai } = conditionOf(protocol, read.condition);
  if (!ai?.shows.includes('score')) return null;
  return resultOf(results, read.caseId, ai)?.score ?? null;
}
