import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { taskQueues } from '../src/task-queues.js';

const installed = join(import.meta.dirname, '../../../.lectern/cache/temporal-test-server/1.40.0/temporal-test-server');

/** Temporal's test server, in which weeks pass at once; where the set-up has none, the SDK downloads its own. */
export function timeSkippingEnvironment(): Promise<TestWorkflowEnvironment> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  return TestWorkflowEnvironment.createTimeSkipping(
    existsSync(installed) ? { server: { executable: { type: 'existing-path', path: installed } } } : undefined,
  );
}

/** Runs `act` with workers of every task queue over the given activities. */
export async function withWorkers<T>(
  environment: TestWorkflowEnvironment,
  activities: object,
  act: () => Promise<T>,
): Promise<T> {
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: join(import.meta.dirname, '../src/workflows.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  const workers = await Promise.all(
    Object.values(taskQueues).map((taskQueue) =>
      Worker.create({ connection: environment.nativeConnection, taskQueue, workflowBundle, activities }),
    ),
  );
  const running = workers.map((worker) => worker.run());
  try {
    return await act();
  } finally {
    for (const worker of workers) worker.shutdown();
    await Promise.all(running);
  }
}
