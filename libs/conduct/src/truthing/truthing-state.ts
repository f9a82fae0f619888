import {
  findingsOf,
  type Answers,
  type DraftAnswers,
  type OpenRead,
  type PanelOpinions,
  type ReadId,
  type ReadingOverview,
  type ReadingState,
  type StudyId,
} from '@lectern/contracts';
import { hmacSha256 } from '@lectern/evidence';
import type { Repositories, StoredTask } from '@lectern/records';
import { imagesOf } from '../reading/case-view.js';
import { newestVerdicts } from './panel-view.js';
import type { TruthSeat } from './truth-seat.js';

/** Where a member stands: an open case whole, or what they wait for. */
export async function truthingOverview(on: Repositories, seat: TruthSeat): Promise<ReadingOverview> {
  const { study, protocol, plan, member } = seat;
  const tasks = await on.truthing.tasksOf(member.id);
  return {
    ...{ study: study.id as StudyId, title: protocol.title, target: protocol.target },
    ...{ instructions: plan.instructions ?? null, simulated: false, timeZone: null, documents: [] },
    submitted: tasks.filter(({ state }) => state === 'submitted').length,
    planned: tasks.length,
    now: await truthingState(on, seat, tasks),
  };
}

export async function truthingState(
  on: Repositories,
  seat: TruthSeat,
  tasks: readonly StoredTask[],
): Promise<ReadingState> {
  const { study, panel } = seat;
  if (study.phase !== 'draft') return { state: 'closed' };
  const open = tasks.find(({ state }) => state === 'open');
  if (open && !panel.closedAt) return { state: 'reading', read: await openTaskView(on, seat, open, tasks.length) };
  const waiting = tasks.filter(({ state }) => state === 'waiting').length;
  if (waiting > 0 && panel.openedAt && !panel.closedAt)
    return { state: 'session-ready', session: 1, sessions: 1, reads: waiting };
  return panel.closedAt || tasks.length > 0 ? { state: 'finished', reads: tasks.length } : { state: 'not-started' };
}

/** A case to be judged as the reading room shows it: a read whose condition is the truth. */
export async function openTaskView(on: Repositories, seat: TruthSeat, task: StoredTask, of: number): Promise<OpenRead> {
  const { study, protocol, plan, member } = seat;
  const shown = await on.cases.find(task.caseId);
  if (!shown) throw new Error(`task ${task.id} has no case`);
  return {
    ...{ id: task.id as ReadId, study: study.id as StudyId, caseLabel: task.label, position: task.position, of },
    ...{ session: 1, sessions: 1, phase: 'study', stage: 1, stages: 1, version: 1, block: 1, limitSeconds: null },
    condition: { id: 'truth', name: '', aided: false },
    target: protocol.target,
    questions: plan.questions,
    images: imagesOf(shown, protocol),
    lease: task.lease,
    earlier: null,
    draft:
      task.draft === null || task.draftSavedAt === null
        ? null
        : {
            revision: task.draftRevision,
            answers: task.draft as DraftAnswers,
            savedAt: task.draftSavedAt.toISOString(),
          },
    prefetch: null,
    ...(protocol.hanging ? { hanging: protocol.hanging } : {}),
    ...(protocol.keys ? { keys: protocol.keys } : {}),
    ...(member.adjudicator ? { panel: await opinionsOn(on, seat, task.caseId) } : {}),
  };
}

/** What the members said of a case, without their names; which letter is whose differs from case to case. */
async function opinionsOn(on: Repositories, { study, panel }: TruthSeat, caseId: string): Promise<PanelOpinions> {
  const opinions = (await on.truthing.opinionsOn(study.id, caseId)).filter(({ member }) => !member.adjudicator);
  const order = (id: string): string => Buffer.from(hmacSha256(panel.seed, `letter ${caseId} ${id}`)).toString('hex');
  const sorted = opinions.toSorted((a, b) => (order(a.taskId) < order(b.taskId) ? -1 : 1));
  const verdict = newestVerdicts(await on.truthing.verdictsOf(study.id)).find((each) => each.caseId === caseId);
  return {
    reasons: (verdict?.reasons ?? []) as string[],
    opinions: sorted.map(({ answers }, index) => ({
      member: String.fromCharCode(65 + index),
      answers: withoutTimes(answers as Answers),
    })),
  };
}

/** When a mark was made could tell who made it. */
function withoutTimes(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([question, answer]) => {
      const findings = findingsOf(answer);
      const timeless = findings?.map((finding) => ({ ...finding, marks: finding.marks.map((mark) => ({ ...mark, atMillis: 0 })) })); // prettier-ignore
      return [question, timeless ?? answer];
    }),
  );
}
