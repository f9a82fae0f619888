import { proxyActivities } from '@temporalio/workflow';
import type { RecordActivities } from './activities.js';
import { taskQueues } from './task-queues.js';

const record = proxyActivities<RecordActivities>({
  taskQueue: taskQueues.record,
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '10 seconds', maximumInterval: '10 minutes', nonRetryableErrorTypes: ['RecordAltered'] },
});

/** One day's signed heads; started once, by a cron schedule of its own. */
export async function headsWorkflow(): Promise<void> {
  await record.signHeads();
}
