import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { CaseId } from '@lectern/contracts';
import { timeSkippingEnvironment, withWorkers } from '../testing/time-skipping.js';
import type { CaseAdmission } from './activities.js';
import { type IntakeWindow, intakeWindowWorkflow } from './intake-window.workflow.js';
import { recordChanged } from './signals.js';
import { taskQueues } from './task-queues.js';

let environment: TestWorkflowEnvironment;
beforeAll(async () => {
  environment = await timeSkippingEnvironment();
});
afterAll(() => environment.teardown());

const width = 4;

/** A record of cases, as far as the window asks for it. */
class Record {
  readonly decided = new Set<CaseId>();
  readonly acts: string[] = [];
  readonly examined: CaseId[] = [];
  private atWork = 0;
  most = 0;
  looks = 0;

  constructor(
    private readonly waiting: CaseId[],
    private readonly ordered: CaseId[] = [],
  ) {}

  readonly activities = {
    admitCases: async (running: readonly CaseId[]): Promise<CaseAdmission> => {
      this.looks++;
      const still = running.filter((id) => !this.decided.has(id));
      const free = width - still.length;
      const due = this.waiting.splice(0, free);
      const pulls = this.ordered.splice(0, free - due.length);
      return { running: still, due, pulls, wakeAt: null, more: due.length + pulls.length >= free };
    },
    takeInCase: async (id: CaseId) => {
      this.examined.push(id);
      this.most = Math.max(this.most, ++this.atWork);
      await new Promise((resolve) => setTimeout(resolve, 5));
      this.atWork--;
      this.decided.add(id);
    },
    fetchCase: async (id: CaseId) => {
      if (id.endsWith('gone')) throw ApplicationFailure.nonRetryable('it refuses the credentials');
      this.acts.push(`fetched ${id}`);
    },
    failFetch: async (id: CaseId, reason: string) => {
      this.acts.push(`${id}: ${reason}`);
      this.decided.add(id);
    },
  };
}

/** @param looks of the record, after which a run hands over to the next. @returns whether it was another run that decided the last case */
async function untilDecided(record: Record, count: number, looks?: number): Promise<boolean> {
  const { client } = environment;
  return withWorkers(environment, record.activities, async () => {
    const options = {
      taskQueue: taskQueues.record,
      workflowId: `window-${count}-${looks}`,
      args: [{ running: [], looks }] as [IntakeWindow],
    };
    const handle = await client.workflow.start(intakeWindowWorkflow, options);
    await handle.signal(recordChanged);
    while (record.decided.size < count) await new Promise((resolve) => setTimeout(resolve, 20));
    const { runId } = await client.workflow.getHandle(options.workflowId).describe();
    await client.workflow.getHandle(options.workflowId).terminate();
    return runId !== handle.firstExecutionRunId;
  });
}

test('every case is taken in, and never more of them at once than the window is wide', async () => {
  const cases = Array.from({ length: 25 }, (_, n) => `case-${n}` as CaseId);
  const record = new Record([...cases]);
  expect(await untilDecided(record, cases.length)).toBe(false);
  expect([...record.decided].sort()).toEqual([...cases].sort());
  expect(record.most).toBeLessThanOrEqual(width);
});

test('where none waits for the place of a case, its end asks the record nothing', async () => {
  const cases = ['few-1', 'few-2', 'few-3'] as CaseId[];
  const record = new Record([...cases]);
  const { client } = environment;
  await withWorkers(environment, record.activities, async () => {
    const options = {
      taskQueue: taskQueues.record,
      workflowId: 'window-few',
      args: [{ running: [] }] as [IntakeWindow],
    };
    const handle = await client.workflow.start(intakeWindowWorkflow, options);
    while (record.decided.size < cases.length) await new Promise((resolve) => setTimeout(resolve, 20));
    for (const id of cases) await client.workflow.getHandle(`intake/${id}`).result();
    await new Promise((resolve) => setTimeout(resolve, 500)); // in which a look would come
    await handle.terminate();
  });
  expect(record.looks).toBe(1);
});

test('an order is fetched and taken in; where it cannot be fetched, it is given up with the reason', async () => {
  const record = new Record(['sent' as CaseId], ['pulled' as CaseId, 'order-gone' as CaseId]);
  await untilDecided(record, 3);
  expect(record.acts.sort()).toEqual(['fetched pulled', 'order-gone: it refuses the credentials']);
});

test('a run hands over to the next in the middle, with what is under way: no case is lost, begun twice, or one too many at once', async () => {
  const cases = Array.from({ length: 26 }, (_, n) => `handed-over-${n}` as CaseId);
  const record = new Record([...cases]);
  expect(await untilDecided(record, cases.length, 2)).toBe(true);
  expect([...record.decided].sort()).toEqual([...cases].sort());
  expect(record.examined.sort()).toEqual([...cases].sort());
  expect(record.most).toBeLessThanOrEqual(width);
});
