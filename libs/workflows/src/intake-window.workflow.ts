import {
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { CaseId } from '@lectern/contracts';
import type { IntakeActivities } from './activities.js';
import { recordActs } from './activity-classes.js';
import { beginChild } from './begin-child.js';
import { intakeWorkflow } from './intake.workflow.js';
import { pullWorkflow } from './pull.workflow.js';
import { caseDecided, recordChanged } from './signals.js';

/** All that a run hands to the next. */
export interface IntakeWindow {
  /** Cases whose intake was begun and not told to have ended. */
  readonly running: readonly CaseId[];
  /** After so many looks at the record a run hands over to the next; where left out, when the server finds its history long. */
  readonly looks?: number;
}

const record = proxyActivities<IntakeActivities>(recordActs);

/**
 * The intake of the whole installation: a sliding window of children, one a case, so that thousands of cases cost no more memory or history at a time than a few dozen.
 * What is to be taken in stands in the record; a nudge, the time at which an examination is complete, or a child's end where others wait for its place, is only a reason to look.
 */
export async function intakeWindowWorkflow({ running: before, looks }: IntakeWindow): Promise<void> {
  let running = new Set(before);
  let [told, ended, looked] = [0, 0, 0];
  setHandler(recordChanged, () => void told++);
  setHandler(caseDecided, (id) => {
    running.delete(id);
    ended++;
  });
  for (;;) {
    const covered = { told, ended };
    const { running: still, due, pulls = [], wakeAt, more = true } = await record.admitCases([...running]);
    running = new Set(still.filter((id) => running.has(id)));
    for (const id of [...due, ...pulls]) running.add(id);
    await Promise.all([...due.map((id) => begin(intakeWorkflow, id)), ...pulls.map((id) => begin(pullWorkflow, id))]);
    looked++;
    if (looks === undefined ? workflowInfo().continueAsNewSuggested : looked >= looks) break;
    const isTold = (): boolean => told > covered.told || (more && ended > covered.ended);
    await (wakeAt === null ? condition(isTold) : condition(isTold, Math.max(0, Date.parse(wakeAt) - Date.now())));
  }
  await condition(allHandlersFinished);
  await continueAsNew<typeof intakeWindowWorkflow>({ running: [...running], looks });
}

/** Begins a case, unless it is being taken in already. */
const begin = (child: typeof intakeWorkflow, id: CaseId): Promise<void> => beginChild(child, `intake/${id}`, id);
