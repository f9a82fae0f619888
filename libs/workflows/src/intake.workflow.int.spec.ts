import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { CaseId } from '@lectern/contracts';
import { timeSkippingEnvironment, withWorkers } from '../testing/time-skipping.js';
import { intakeWorkflow } from './intake.workflow.js';
import { taskQueues } from './task-queues.js';

let environment: TestWorkflowEnvironment;
beforeAll(async () => {
  environment = await timeSkippingEnvironment();
});
afterAll(() => environment.teardown());

const id = 'case-1' as CaseId;
const run = (workflowId: string, activities: object): Promise<void> =>
  withWorkers(environment, activities, () =>
    environment.client.workflow.execute(intakeWorkflow, { taskQueue: taskQueues.record, workflowId, args: [id] }),
  );

test('a case is taken in by one act', async () => {
  const acts: string[] = [];
  await run('taken-in', {
    takeInCase: async (taken: CaseId) => void acts.push(`took in ${taken}`),
    refuseCase: async () => void acts.push('refused'),
  });
  expect(acts).toEqual(['took in case-1']);
});

test('where it fails for good, the case is refused with the reason, so that nothing half-done stays', async () => {
  const reasons: (string | undefined)[] = [];
  const ended = run('failed', {
    takeInCase: async () => {
      throw new Error('the disk is full');
    },
    refuseCase: async (_: CaseId, reason?: string) => void reasons.push(reason),
  });
  await expect(ended).rejects.toThrow();
  expect(reasons).toEqual(['the disk is full']);
});
