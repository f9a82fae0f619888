import { ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type { InferenceActivities, InferenceRequest } from './activities.js';
import { reasonOf } from './reason-of.js';
import { taskQueues } from './task-queues.js';

const inference = proxyActivities<InferenceActivities>({
  taskQueue: taskQueues.inference,
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 5 },
});

/** One model version on one case. What fails for good is recorded as unavailable: reading never waits for it. */
export async function inferenceWorkflow(request: InferenceRequest): Promise<void> {
  try {
    await inference.inferCase(request);
  } catch (error) {
    await inference.failInference(request, reasonOf(error));
    throw ApplicationFailure.nonRetryable(`No AI result: ${reasonOf(error)}`, 'InferenceFailed');
  }
}
