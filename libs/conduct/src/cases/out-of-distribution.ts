import type { StoredAiResult } from '@lectern/records';
import { z } from 'zod';

const detailSchema = z.object({ foreign: z.boolean() });

/** Whether a result says that its case is unlike those that the model was calibrated on; null where it says nothing of it: not done, or computed elsewhere. */
export function outOfDistribution(result: Pick<StoredAiResult, 'state' | 'detail'> | null | undefined): boolean | null {
  if (result?.state !== 'done') return null;
  return detailSchema.safeParse(result.detail).data?.foreign ?? null;
}
