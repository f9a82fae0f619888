import type { DataConverter } from '@temporalio/common';
import { type NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { type TaskQueue, taskQueues } from '@lectern/workflows';
import { BEAT_MILLIS, Heartbeat } from './heartbeat.js';

/** How many activities of a kind run at once: decoding and inference are bound by the processor, the record by PostgreSQL. */
const concurrency: Record<TaskQueue, number> = { record: 20, imaging: 2, inference: 1, analysis: 1 };

export interface WorkersOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly workflowBundle: WorkflowBundleOption;
  readonly activities: object;
  readonly dataConverter: DataConverter;
}

/** One worker a task queue; workflows run on `record`, the other queues run activities alone. */
export function createWorkers({
  connection,
  namespace,
  workflowBundle,
  activities,
  dataConverter,
}: WorkersOptions): Promise<Worker[]> {
  return Promise.all(
    (Object.keys(taskQueues) as TaskQueue[]).map((queue) =>
      Worker.create({
        connection,
        namespace,
        taskQueue: taskQueues[queue],
        ...(queue === 'record' ? { workflowBundle } : {}),
        activities,
        dataConverter,
        maxConcurrentActivityTaskExecutions: concurrency[queue],
        maxHeartbeatThrottleInterval: BEAT_MILLIS,
        interceptors: { activity: [() => ({ inbound: new Heartbeat() })] },
        shutdownGraceTime: '5 seconds',
      }),
    ),
  );
}
