import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import proto from '@temporalio/proto';
import type { Actor } from '@lectern/conduct';
import type { CaseId, StudyId } from '@lectern/contracts';
import { asUpload, examination } from '../../../libs/conduct/testing/test-examination.js';
import { protocolText } from '../../../libs/conduct/testing/test-study.js';
import { identifyingFile } from '../../../libs/dicom/src/testing/identifying-file.js';
import { identifiersIn, safeHarbour } from '../../../libs/dicom/src/testing/safe-harbour.js';
import { storedHistory } from '../../../libs/workflows/testing/stored-history.js';
import { until } from '../testing/conducted-world.js';
import { type RealTemporalWorld, startRealTemporalWorld } from '../testing/real-temporal.js';
import { registerSearchAttributes } from './search-attributes.js';

let world: RealTemporalWorld;
let coordinator: Actor;
let study: StudyId;
let taken: CaseId;
let refused: CaseId;

// Without the codec of installations: what it would hide is to be absent, not hidden.
beforeAll(async () => {
  world = await startRealTemporalWorld({ dataConverter: {} });
  const { conductor, installation } = world;
  await registerSearchAttributes(conductor.client, 'default', (line) => process.stderr.write(line));
  await conductor.relay();
  coordinator = await installation.administrator();
  study = (await installation.conduct.studies.create(coordinator, { protocol: protocolText(2, 1) })).id;
});
afterAll(() => world?.close());

/** Every workflow that was, as the server describes it (memo, search attributes, what fails now) and with its history (arguments, results, failures, their stack traces). */
async function everyWorkflow(): Promise<Map<string, string>> {
  const { connection, conductor } = world;
  const found = new Map<string, string>();
  for await (const { workflowId, runId } of conductor.client.workflow.list()) {
    const { raw } = await conductor.client.workflow.getHandle(workflowId, runId).describe();
    const { DescribeWorkflowExecutionResponse } = proto.temporal.api.workflowservice.v1;
    const head = Buffer.from(DescribeWorkflowExecutionResponse.encode(raw).finish()).toString('latin1');
    found.set(`${workflowId} ${runId}`, head + (await storedHistory(connection, workflowId, runId)));
  }
  return found;
}

/** The files of Temporal's own database, its log of writes among them, as they lie on the disk. */
const onDisk = (): string =>
  readdirSync(world.folder)
    .map((name) => readFileSync(join(world.folder, name)).toString('latin1'))
    .join('\n');

test('two cases full of identity are conducted, one to its end and one to its refusal, and an inference to its failure', async () => {
  const { conduct, records } = world.installation;
  const files = examination().map(({ bytes }, n) => ({
    name: `${Object.values(safeHarbour)[n]}/${safeHarbour.name}-${n}.dcm`,
    bytes: identifyingFile(bytes),
  }));
  taken = (await conduct.cases.receive(coordinator, study, 'taken', asUpload(files))).id;
  const torn = files.map(({ name, bytes }) => ({ name, bytes: bytes.subarray(0, bytes.length - 99) }));
  refused = (await conduct.cases.receive(coordinator, study, 'refused', asUpload(torn))).id;
  const stateOf = async (id: CaseId) => (await records.read.cases.find(id))?.state;
  await until(async () => (await stateOf(taken)) === 'stored' && (await stateOf(refused)) === 'refused');
  await until(async () => (await records.read.aiResults.ofCases([taken])).length > 0);
  await world.conductor.settled();
});

test('no workflow says an identifier: neither arguments, results and failures, nor memo and search attributes', async () => {
  const workflows = await everyWorkflow();
  const names = [...workflows.keys()].map((each) => each.split(' ')[0]);
  expect(names).toEqual(
    expect.arrayContaining(['intake', `intake/${taken}`, `intake/${refused}`, `inference/${taken}/detector/1.0.0`]),
  );
  expect([...workflows].map(([name, text]) => [name, identifiersIn(text)])).toEqual(
    [...workflows.keys()].map((name) => [name, []]),
  );
  const all = [...workflows.values()].join('\n');
  expect(all).toContain(`"${taken}"`); // payloads are plain here, so there is something to find
  expect(all).toMatch(/No AI result: /);
  expect(all).toContain('at ModelFolder.find'); // a stack trace
  expect(all).not.toMatch(/2\.25\.777\./);
});

test('nor does Temporal’s own database on the disk', async () => {
  await world.temporal.kill();
  const bytes = onDisk();
  expect(bytes).toContain(taken);
  expect(bytes).toContain('No AI result: ');
  expect(identifiersIn(bytes)).toEqual([]);
  expect(bytes).not.toMatch(/2\.25\.777\./);
});

test('there are no other traces: nothing that exports spans or metrics is installed', () => {
  const { packages } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package-lock.json'), 'utf8')) as {
    packages: Record<string, object>;
  };
  const exporters = Object.keys(packages).filter((name) =>
    /node_modules\/(@opentelemetry\/|@temporalio\/interceptors-|@sentry\/|dd-trace$|prom-client$|newrelic$)/.test(name),
  );
  expect(exporters).toEqual([]);
});
