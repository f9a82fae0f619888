import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { keptHistories } from '../testing/history-files.js';
import { bundledWorkflows, quietRuntime } from '../testing/time-skipping.js';

const histories = keptHistories();
beforeAll(quietRuntime);

test.each(histories)('$version $name goes on under the code of today', async ({ history }) => {
  await Worker.runReplayHistory({ workflowBundle: bundledWorkflows() }, history);
});

test('a change that does not keep to what was done is found', async () => {
  const kept = histories.find(({ name }) => name === 'inference');
  const workflowBundle = bundledWorkflows('changed-workflows.ts');
  await expect(Worker.runReplayHistory({ workflowBundle }, kept?.history)).rejects.toThrow(DeterminismViolationError);
});
