import { proxyActivities, sleep } from '@temporalio/workflow';
import { inferenceActs } from '../src/activity-classes.js';
import type { InferenceActivities, InferenceRequest } from '../src/activities.js';

const inference = proxyActivities<InferenceActivities>(inferenceActs);

/** The inference workflow as it must not be changed: a wait before what its histories begin with, and no `patched`. */
export async function inferenceWorkflow(request: InferenceRequest): Promise<void> {
  await sleep('1 minute');
  await inference.inferCase(request);
}
