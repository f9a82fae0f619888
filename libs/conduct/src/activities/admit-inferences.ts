import type { CaseId } from '@lectern/contracts';
import type { InferenceAdmission, InferenceRequest } from '@lectern/workflows';
import type { ConductDeps } from '../deps.js';

/** Inferences that are under way at once, over all workers: enough that none of them waits for the conductor. */
const windowWidth = 24;

/**
 * Names the inferences that are to begin next, in the order in which they were ordered.
 *
 * @param running those that were named before
 */
export async function admitInferences(
  { records: { read } }: Pick<ConductDeps, 'records'>,
  running: readonly InferenceRequest[],
): Promise<InferenceAdmission> {
  const still = (await read.aiResults.standing(running.map(keyOf))).map(requestOf);
  const due = await read.aiResults.ordered(still.map(keyOf), Math.max(0, windowWidth - still.length));
  return { running: still, due: due.map(requestOf) };
}

const keyOf = ({ case: caseId, model, version }: InferenceRequest) => ({ caseId: caseId as string, model, version });

const requestOf = ({ caseId, model, version }: ReturnType<typeof keyOf>): InferenceRequest => ({
  case: caseId as CaseId,
  ...{ model, version },
});
