import { hashOf } from '@lectern/evidence';
import type { InferenceRequest } from '@lectern/workflows';
import { settleInference } from '../ai-results/order-inference.js';
import type { ActivityDeps } from './activity-deps.js';
import { registeredModel, roomFor, tellStudies, unknownContent } from './ai-result-acts.js';

/** Records that a result could not be had: reads that would show it say that it is unavailable. */
export async function failInference(deps: ActivityDeps, request: InferenceRequest, reason: string): Promise<void> {
  const sha256 = await deps.models.load(request.model, request.version).then(
    (model) => model.sha256,
    () => unknownContent,
  );
  await deps.records.transaction(async (tx) => {
    const { taken, failure } = await roomFor(tx, request);
    await settleInference(tx, request);
    if (taken || failure) return;
    const modelVersionId = await registeredModel(tx, deps, request, sha256, {});
    const outputHash = hashOf({ case: request.case, failed: reason });
    await tx.aiResults.add(
      {
        id: deps.ids.next(),
        caseId: request.case,
        modelVersionId,
        state: 'failed',
        reason,
        score: null,
        detail: null,
        outputHash,
        computedAt: tx.now,
        ...{ reportUid: null, reportSha256: null },
      },
      [],
    );
    await tellStudies(tx, request, 'ai-result.failed', outputHash);
  });
}
