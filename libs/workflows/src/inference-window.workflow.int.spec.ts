import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { CaseId } from '@lectern/contracts';
import { timeSkippingEnvironment, withWorkers } from '../testing/time-skipping.js';
import type { InferenceAdmission, InferenceRequest } from './activities.js';
import { inferenceWindowWorkflow } from './inference-window.workflow.js';
import { recordChanged } from './signals.js';
import { taskQueues } from './task-queues.js';

let environment: TestWorkflowEnvironment;
beforeAll(async () => {
  environment = await timeSkippingEnvironment();
});
afterAll(() => environment.teardown());

const width = 4;
const workflowId = 'inference';

/** A record of orders, as far as the window asks for it: a result or a failure settles one and tells the window. */
class Orders {
  readonly began: string[] = [];
  readonly failed: string[] = [];
  private readonly open: InferenceRequest[];
  private atWork = 0;
  most = 0;

  constructor(count: number) {
    this.open = Array.from({ length: count }, (_, n) => ({ case: `case-${n}` as CaseId, model: 'm', version: '1' }));
  }

  get left(): number {
    return this.open.length;
  }

  readonly activities = {
    admitInferences: async (running: readonly InferenceRequest[]): Promise<InferenceAdmission> => {
      const names = running.map((each) => each.case);
      const still = this.open.filter((each) => names.includes(each.case));
      const others = this.open.filter((each) => !names.includes(each.case));
      return { running: still, due: others.slice(0, width - still.length) };
    },
    inferCase: async (request: InferenceRequest) => {
      this.began.push(request.case);
      this.most = Math.max(this.most, ++this.atWork);
      if (request.case.endsWith('3')) throw ApplicationFailure.nonRetryable('the model cannot read it');
      await this.settle(request);
    },
    failInference: async (request: InferenceRequest) => {
      this.failed.push(request.case);
      await this.settle(request);
    },
  };

  private async settle(request: InferenceRequest): Promise<void> {
    this.atWork--;
    this.open.splice(
      this.open.findIndex((each) => each.case === request.case),
      1,
    );
    await environment.client.workflow.getHandle(workflowId).signal(recordChanged);
  }
}

test('every inference runs once, never more at once than the window is wide, over runs that hand over; what fails frees its place', async () => {
  const orders = new Orders(26);
  const { client } = environment;
  await withWorkers(environment, orders.activities, async () => {
    const handle = await client.workflow.start(inferenceWindowWorkflow, {
      ...{ taskQueue: taskQueues.record, workflowId },
      args: [{ running: [], looks: 3 }],
    });
    while (orders.left > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const { runId } = await client.workflow.getHandle(workflowId).describe();
    expect(runId).not.toBe(handle.firstExecutionRunId);
    await client.workflow.getHandle(workflowId).terminate();
  });
  expect(orders.began).toHaveLength(26);
  expect(new Set(orders.began).size).toBe(26);
  expect(orders.most).toBeLessThanOrEqual(width);
  expect(orders.failed.sort()).toEqual(['case-13', 'case-23', 'case-3']);
});
