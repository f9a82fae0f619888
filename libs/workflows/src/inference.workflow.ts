import { ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type { InferenceActivities, InferenceRequest } from './activities.js';
import { inferenceActs } from './activity-classes.js';
import { reasonOf } from './reason-of.js';

const inference = proxyActivities<InferenceActivities>(inferenceActs);

/** One model version on one case. What fails for good is recorded as unavailable: reading never waits for it. */
export async function inferenceWorkflow(request: InferenceRequest): Promise<void> {
  try {
    await inference.inferCase(request);
  } catch (error) {
    await inference.failInference(request, reasonOf(error));
    throw ApplicationFailure.nonRetryable(`No AI result: ${reasonOf(error)}`, 'InferenceFailed');
  }
}
