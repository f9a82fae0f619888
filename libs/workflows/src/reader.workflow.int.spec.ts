import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { ReaderId } from '@lectern/contracts';
import { timeSkippingEnvironment, withWorkers } from '../testing/time-skipping.js';
import type { Advance } from './activities.js';
import { excuse, reopen, withdraw } from './acts.js';
import { readerWorkflow } from './reader.workflow.js';
import { recordChanged } from './signals.js';
import { taskQueues } from './task-queues.js';

const DAY = 24 * 3600 * 1000;
let environment: TestWorkflowEnvironment;
beforeAll(async () => {
  environment = await timeSkippingEnvironment();
});
afterAll(() => environment.teardown());

const reader = 'reader-1' as ReaderId;
const start = { taskQueue: taskQueues.record, args: [reader] as [ReaderId] };

test('the second session opens when 28 days of washout are over, not before, and without a nudge', async () => {
  const looks: number[] = [];
  let washoutEnds = 0;
  const advanceReader = async (): Promise<Advance> => {
    const now = await environment.currentTimeMs();
    looks.push(now);
    washoutEnds ||= now + 28 * DAY;
    return now >= washoutEnds
      ? { done: true, wakeAt: null }
      : { done: false, wakeAt: new Date(washoutEnds).toISOString() };
  };
  await withWorkers(environment, { advanceReader }, () =>
    environment.client.workflow.execute(readerWorkflow, { ...start, workflowId: 'washout' }),
  );
  expect(looks).toHaveLength(2);
  expect((looks[1] as number) - (looks[0] as number)).toBeGreaterThanOrEqual(28 * DAY);
});

test('a nudge cuts the wait short, and the record is read again', async () => {
  let looked = 0;
  const advanceReader = async (): Promise<Advance> => ({ done: ++looked >= 2, wakeAt: null });
  await withWorkers(environment, { advanceReader }, async () => {
    const handle = await environment.client.workflow.start(readerWorkflow, { ...start, workflowId: 'nudged' });
    while (looked === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await handle.signal(recordChanged);
    await handle.result();
  });
  expect(looked).toBe(2);
});

test('while the record is down the reader waits; when it is back, all goes on', async () => {
  let attempts = 0;
  const advanceReader = async (): Promise<Advance> => {
    if (++attempts < 6) throw new Error('the record does not answer');
    return { done: true, wakeAt: null };
  };
  await withWorkers(environment, { advanceReader }, () =>
    environment.client.workflow.execute(readerWorkflow, { ...start, workflowId: 'record-down' }),
  );
  expect(attempts).toBe(6);
});

test('an act is conducted once: answered when the record was read after it, refused when it comes again', async () => {
  let looked = 0;
  let withdrawn = false;
  const advanceReader = async (): Promise<Advance> => {
    looked++;
    return { done: withdrawn && looked > 2, wakeAt: null };
  };
  await withWorkers(environment, { advanceReader }, async () => {
    const handle = await environment.client.workflow.start(readerWorkflow, { ...start, workflowId: 'acts' });
    while (looked === 0) await new Promise((resolve) => setTimeout(resolve, 20)); // its first look, before the act
    await handle.executeUpdate(excuse, { args: ['read-7/3'] });
    expect(looked).toBe(2);
    await expect(handle.executeUpdate(excuse, { args: ['read-7/3'] })).rejects.toThrow();
    expect(looked).toBe(2);
    withdrawn = true;
    await handle.executeUpdate(withdraw, { args: ['reader-1/9'] });
    await handle.result();
  });
  expect(looked).toBe(3);
});

test('what was conducted is known to the next run too', async () => {
  let looked = 0;
  const advanceReader = async (): Promise<Advance> => ({ done: ++looked > 1, wakeAt: null });
  await withWorkers(environment, { advanceReader }, async () => {
    const handle = await environment.client.workflow.start(readerWorkflow, {
      ...start,
      workflowId: 'carried',
      args: [reader, { conducted: ['read-7/3'] }],
    });
    await expect(handle.executeUpdate(excuse, { args: ['read-7/3'] })).rejects.toMatchObject({
      cause: { type: 'ActConducted' },
    });
    await handle.executeUpdate(reopen, { args: ['read-8/1'] });
    await handle.result();
  });
});

test('while the record’s clock is behind, it is asked again with growing patience', async () => {
  let looked = 0;
  const advanceReader = async (): Promise<Advance> => {
    const now = await environment.currentTimeMs();
    return { done: ++looked > 40, wakeAt: new Date(now - 10 * DAY).toISOString() };
  };
  await withWorkers(environment, { advanceReader }, async () => {
    const begun = await environment.currentTimeMs();
    await environment.client.workflow.execute(readerWorkflow, { ...start, workflowId: 'behind' });
    expect((await environment.currentTimeMs()) - begun).toBeGreaterThan(30 * 60_000); // 1, 2, 4 ... 60 s, then each minute
  });
});
