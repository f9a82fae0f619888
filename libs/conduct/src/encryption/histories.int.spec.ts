import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { CaseId, ReaderId } from '@lectern/contracts';
import { inferenceWorkflow, readerWorkflow, taskQueues, withdraw } from '@lectern/workflows';
import { storedHistory } from '../../../workflows/testing/stored-history.js';
import { timeSkippingEnvironment, withWorkers } from '../../../workflows/testing/time-skipping.js';
import { encryptedData } from './data-converter.js';
import type { PayloadKeys } from './payload-keys.js';

const key = { id: 'test-key', bytes: new Uint8Array(32).fill(7) };
const keys: PayloadKeys = { current: () => key, find: async () => key };
const dataConverter = encryptedData(keys);

let environment: TestWorkflowEnvironment;
let client: Client;
beforeAll(async () => {
  environment = await timeSkippingEnvironment();
  client = new Client({ connection: environment.connection, dataConverter });
});
afterAll(() => environment.teardown());

const start = { taskQueue: taskQueues.record };

test('arguments, results, acts and failures are in no history as plain text, and are read by who has the key', async () => {
  let withdrawn = false;
  const activities = {
    advanceReader: async () => ({ done: withdrawn, wakeAt: withdrawn ? null : '2031-01-02T03:04:05.678Z' }),
    inferCase: async () => {
      throw Object.assign(new Error('the file secret-name.onnx is torn'), { name: 'UnknownModel' });
    },
    failInference: async () => undefined,
  };
  await withWorkers(
    environment,
    activities,
    async () => {
      const reader = await client.workflow.start(readerWorkflow, {
        ...start,
        workflowId: 'reader',
        args: ['reader-secret' as ReaderId],
      });
      withdrawn = true;
      await reader.executeUpdate(withdraw, { args: ['act-secret'] });
      await reader.result();
      const request = { case: 'case-secret' as CaseId, model: 'detector-secret', version: '1.0.0' };
      const failed = client.workflow.execute(inferenceWorkflow, { ...start, workflowId: 'inference', args: [request] });
      await expect(failed).rejects.toMatchObject({
        cause: { message: 'No AI result: the file secret-name.onnx is torn' },
      });
    },
    dataConverter,
  );
  const texts = [
    await storedHistory(environment.connection, 'reader'),
    await storedHistory(environment.connection, 'inference'),
  ];
  for (const text of texts) {
    expect(text).toContain('binary/encrypted');
    expect(text).toContain('test-key');
    expect(text).not.toMatch(/secret|2031-01-02|wakeAt|onnx/);
  }
});
