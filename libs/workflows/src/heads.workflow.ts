import { proxyActivities } from '@temporalio/workflow';
import type { RecordActivities } from './activities.js';
import { recordActs } from './activity-classes.js';

const record = proxyActivities<RecordActivities>({
  ...recordActs,
  startToCloseTimeout: '30 minutes',
  retry: { ...recordActs.retry, nonRetryableErrorTypes: ['RecordAltered'] },
});

/** One day's signed heads; started once, by a cron schedule of its own. */
export async function headsWorkflow(): Promise<void> {
  await record.signHeads();
}
