import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { ReaderId } from '@lectern/contracts';
import type { RecordActivities } from './activities.js';
import { followRecord } from './entity.js';
import { taskQueues } from './task-queues.js';

const record = proxyActivities<RecordActivities>({
  taskQueue: taskQueues.record,
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' }, // for ever: the record comes back, and a reader's weeks must not end for it
});

/** One reader's sessions: each opens when its washout is over. Single reads do not pass through here; they are the record's. */
export async function readerWorkflow(reader: ReaderId): Promise<void> {
  await followRecord(
    () => record.advanceReader(reader),
    () => continueAsNew<typeof readerWorkflow>(reader),
  );
}
