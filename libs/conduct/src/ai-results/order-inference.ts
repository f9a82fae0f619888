import type { Transaction } from '@lectern/records';
import type { InferenceRequest } from '@lectern/workflows';
import { nudge } from '../nudge.js';

/** A model version is to look at a case; that stands in the record until it has. */
export async function orderInference(tx: Transaction, request: InferenceRequest): Promise<void> {
  const { case: caseId, model, version } = request;
  await tx.aiResults.order({ caseId, model, version, orderedAt: tx.now });
  await nudge(tx, { kind: 'inference-due', case: caseId, model, version });
}

/** There is a result, or none will come: the next one may begin. */
export async function settleInference(tx: Transaction, { case: id, model, version }: InferenceRequest): Promise<void> {
  if (await tx.aiResults.settleOrder(id, model, version)) await nudge(tx, { kind: 'inference-settled' });
}
