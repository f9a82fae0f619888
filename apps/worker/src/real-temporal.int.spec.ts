import { verifyBundle } from '@lectern/evidence';
import { signing } from '../../../libs/conduct/testing/test-installation.js';
import {
  planStudy,
  protocolText,
  readSession,
  startStudy,
  type TestStudy,
} from '../../../libs/conduct/testing/test-study.js';
import { until } from '../testing/conducted-world.js';
import { type RealTemporalWorld, startRealTemporalWorld } from '../testing/real-temporal.js';
import { ensureSchedules } from './schedules.js';
import { registerSearchAttributes } from './search-attributes.js';

const lines: string[] = [];
let world: RealTemporalWorld;
let study: TestStudy;

beforeAll(async () => {
  world = await startRealTemporalWorld();
  study = await startStudy(world.installation, 2, 1);
});
afterAll(() => world?.close());

/** Ids of workflows; one that was over and began again has several runs. */
const found = async (query: string): Promise<string[]> => {
  const ids = new Set<string>();
  for await (const { workflowId } of world.conductor.client.workflow.list({ query })) ids.add(workflowId);
  return [...ids].sort();
};

test('a locked study is analysed, and its bundle made by the export workflow; both are found by the ids that they are for', async () => {
  const { conductor, installation } = world;
  const { conduct, clock } = installation;
  expect(await registerSearchAttributes(conductor.client, 'default', (line) => lines.push(line))).toBe(true);
  expect(await registerSearchAttributes(conductor.client, 'default', (line) => lines.push(line))).toBe(true);
  await conductor.relay();
  const [reader] = study.readers;
  await readSession(installation, reader!, study.id);
  clock.advance({ days: 28 });
  await readSession(installation, reader!, study.id);
  await conduct.studies.lock(study.coordinator, study.id, 'All is read.', signing());
  await until(async () => (await conduct.analysis.state(study.id)).state === 'done');

  const { id } = await conduct.exports.request(study.coordinator, study.id);
  await until(async () => (await conduct.exports.state(study.id, id)).state !== 'running');
  expect(await conduct.exports.state(study.id, id)).toMatchObject({ state: 'done' });
  const { bytes } = await conduct.exports.bundle(study.id, id);
  expect(verifyBundle(bytes)).toMatchObject({ verified: true, findings: [] });

  const seat = (await conduct.progress.of(study.id)).readers[0]!.id;
  const expected = [`export/${id}`, `reader/${seat}`, `study/${study.id}`];
  await until(async () => (await found(`LecternStudy = '${study.id}'`)).length >= expected.length); // the index follows a moment later
  expect(await found(`LecternStudy = '${study.id}'`)).toEqual(expected);
  expect(await found(`LecternReader = '${seat}'`)).toEqual([`reader/${seat}`]);
  expect(await found(`LecternStudy = 'another'`)).toEqual([]);
  const described = await conductor.client.workflow.getHandle(`reader/${seat}`).describe();
  const own = described.typedSearchAttributes.getAll().filter(({ key }) => key.name.startsWith('Lectern'));
  expect(Object.fromEntries(own.map(({ key, value }) => [key.name, value]))).toEqual({
    LecternStudy: study.id,
    LecternReader: seat,
  });
  expect(lines).toEqual([]);
});

test('heads are signed by a schedule that is made once, which ends the cron workflow of versions before', async () => {
  const { client } = world.conductor;
  const { conduct } = world.installation;
  await client.workflow.start('headsWorkflow', { workflowId: 'signed-heads', taskQueue: 'lectern-record', cronSchedule: '5 0 * * *' }); // prettier-ignore
  await ensureSchedules(client);
  await ensureSchedules(client);
  expect((await client.workflow.getHandle('signed-heads').describe()).status.name).toBe('TERMINATED');
  const schedule = client.schedule.getHandle('signed-heads');
  const { info, spec } = await schedule.describe();
  expect(info.nextActionTimes[0]?.toISOString()).toMatch(/T00:05:00.000Z$/);
  expect(spec.timezone).toBe('UTC');

  const { id } = await conduct.studies.create(study.coordinator, {
    protocol: await conduct.studies.protocolText(study.id),
  });
  expect((await conduct.record.heads(id)).heads).toEqual([]);
  await schedule.trigger();
  await until(async () => (await conduct.record.heads(id)).heads.length > 0);
  expect((await conduct.record.heads(id)).heads).toMatchObject([{ occasion: 'daily' }]);
});

test('what is ordered of a model is begun by the window, a child each; what cannot be had is recorded, and settles the order', async () => {
  const { conductor, installation } = world;
  const { conduct, records } = installation;
  const { id } = await planStudy(installation, study.coordinator, 2, 1, 101);
  const protocol = protocolText(2, 1).replace('model: detector', 'model: absent');
  await conduct.planning.change(study.coordinator, id, { protocol });
  const cases = (await records.read.cases.ofStudy(id)).map(({ caseId }) => caseId);
  const absent = async () =>
    (await records.read.aiResults.ofCases(cases)).filter(({ modelVersion }) => modelVersion.model === 'absent');
  await until(async () => (await absent()).length === cases.length);
  expect((await absent()).map(({ state }) => state)).toEqual(['failed', 'failed']);
  expect(await records.read.aiResults.ordered([], 10)).toEqual([]);
  const statusOf = async (workflow: string) => (await conductor.client.workflow.getHandle(workflow).describe()).status.name; // prettier-ignore
  expect(await statusOf('inference')).toBe('RUNNING');
  for (const each of cases) await until(async () => (await statusOf(`inference/${each}/absent/1.0.0`)) === 'FAILED');
});
