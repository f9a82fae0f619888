import {
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { InferenceOrderActivities, InferenceRequest } from './activities.js';
import { recordActs } from './activity-classes.js';
import { beginChild } from './begin-child.js';
import { inferenceWorkflow } from './inference.workflow.js';
import { recordChanged } from './signals.js';
import { inferenceIdOf } from './workflow-ids.js';

/** All that a run hands to the next. */
export interface InferenceWindow {
  /** Inferences that were begun and whose end the record did not show yet. */
  readonly running: readonly InferenceRequest[];
  /** After so many looks at the record a run hands over to the next; where left out, when the server finds its history long. */
  readonly looks?: number;
}

const record = proxyActivities<InferenceOrderActivities>(recordActs);

/**
 * The inferences of the whole installation: a sliding window of children, so that a new model on thousands of cases costs no more memory or history at a time than a few dozen.
 * What is ordered, and what has ended, stands in the record; a nudge is only a reason to look.
 */
export async function inferenceWindowWorkflow({ running: before, looks }: InferenceWindow): Promise<void> {
  let running = before;
  let [told, looked] = [0, 0];
  setHandler(recordChanged, () => void told++);
  for (;;) {
    const covered = told;
    const { running: still, due } = await record.admitInferences(running);
    running = [...still, ...due];
    await Promise.all(due.map((request) => beginChild(inferenceWorkflow, inferenceIdOf(request), request)));
    looked++;
    if (looks === undefined ? workflowInfo().continueAsNewSuggested : looked >= looks) break;
    await condition(() => told > covered);
  }
  await condition(allHandlersFinished);
  await continueAsNew<typeof inferenceWindowWorkflow>({ running, looks });
}
