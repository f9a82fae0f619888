import type { InferenceActivities } from '@lectern/workflows';
import type { ActivityDeps } from './activity-deps.js';
import { failInference } from './fail-inference.js';
import { inferCase } from './infer-case.js';

/** One model version on one case: a score and a segmentation of each stack in which something was found. */
export function inferenceActivities(deps: ActivityDeps): InferenceActivities {
  return {
    inferCase: (request) => inferCase(deps, request),
    failInference: (request, reason) => failInference(deps, request, reason),
  };
}
