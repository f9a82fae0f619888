/** @jest-environment ./libs/inference/src/testing/onnx-environment.mjs */
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { type Activities, type Actor, createActivities } from '@lectern/conduct';
import { listCases, type CaseId, type CaseRow, type StudyId } from '@lectern/contracts';
import { openArchive } from '@lectern/evidence';
import { intakeWorkflow, taskQueues } from '@lectern/workflows';
import { asUpload, examination } from '../../../libs/conduct/testing/test-examination.js';
import {
  signing,
  startTestInstallation,
  type TestInstallation,
} from '../../../libs/conduct/testing/test-installation.js';
import { protocolText, readSession } from '../../../libs/conduct/testing/test-study.js';
import { identifyingFile } from '../../../libs/dicom/src/testing/identifying-file.js';
import { identifiersIn, safeHarbour } from '../../../libs/dicom/src/testing/safe-harbour.js';
import { query } from '../../../libs/records/testing/test-database.js';
import { storedHistory } from '../../../libs/workflows/testing/stored-history.js';
import { timeSkippingEnvironment, withWorkers } from '../../../libs/workflows/testing/time-skipping.js';
import { createApi } from './create-api.js';

let environment: TestWorkflowEnvironment;
let installation: TestInstallation;
let app: NestFastifyApplication;
let coordinator: Actor;
let study: StudyId;
let id: CaseId;
const said: string[] = [];
const written = [process.stdout.write, process.stderr.write] as const;

beforeAll(async () => {
  environment = await timeSkippingEnvironment('DEBUG');
  installation = await startTestInstallation();
  app = await createApi({ conduct: installation.conduct, version: 'test' });
  for (const stream of [process.stdout, process.stderr])
    stream.write = (chunk: unknown) => said.push(String(chunk)) > 0;
});
afterAll(async () => {
  [process.stdout.write, process.stderr.write] = written;
  await app.close();
  await installation.close();
  await environment.teardown();
});

async function uploaded(study: StudyId, cookie: string): Promise<{ id: CaseId; answer: string }> {
  const form = new FormData();
  form.append('label', 'first');
  for (const [index, { bytes }] of examination().entries()) {
    const name = `${Object.values(safeHarbour)[index]}/${safeHarbour.name}-${index}.dcm`;
    form.append('files', new Blob([identifyingFile(bytes) as Uint8Array<ArrayBuffer>]), name);
  }
  const request = new Request('http://lectern.test', { method: 'POST', body: form });
  const answer = await app.inject({
    method: 'POST',
    url: `/api/studies/${study}/cases`,
    headers: {
      host: 'lectern.test',
      origin: 'http://lectern.test',
      cookie,
      'content-type': request.headers.get('content-type')!,
    },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  expect([answer.statusCode, answer.statusCode === 202 ? '' : answer.body]).toEqual([202, '']);
  return { id: answer.json<{ id: CaseId }>().id, answer: answer.body };
}

/** Every row of every table but the sealed list, which is looked at too: it must say nothing without its key. */
async function everyRow(): Promise<string> {
  const { rows: tables } = await query(
    installation.databaseUrl,
    `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const contents = await Promise.all(
    (tables as { table_name: string }[]).map(({ table_name }) =>
      query(installation.databaseUrl, `SELECT jsonb_agg(t)::text AS rows FROM "${table_name}" t`),
    ),
  );
  return JSON.stringify(contents.map(({ rows }) => rows as unknown[]));
}

async function everyObject(): Promise<string[]> {
  const contents: string[] = [];
  for await (const key of installation.store.list())
    contents.push(key, Buffer.from(await installation.store.get(key)).toString('latin1'));
  return contents;
}

test('the 18 identifiers of the safe harbour come in with a case and are found nowhere but in the sealed list', async () => {
  coordinator = await installation.administrator();
  const protocol = protocolText(2, 1).replace('model: detector, version: 1.0.0', 'model: tiny-model, version: 1.0.0');
  study = (await installation.conduct.studies.create(coordinator, { protocol })).id;
  const { token } = await installation.conduct.signIn.linkFor(coordinator);
  const signedIn = await app.inject({
    method: 'POST',
    url: '/api/sign-in',
    headers: { host: 'lectern.test', origin: 'http://lectern.test' },
    payload: { token },
  });
  const cookie = `${signedIn.cookies[0]!.name}=${signedIn.cookies[0]!.value}`;
  const upload = await uploaded(study, cookie);
  id = upload.id;
  expect(identifiersIn((await everyObject()).join())).toEqual(Object.values(safeHarbour)); // the quarantine still holds them all

  const activities = createActivities({
    ...installation,

    deidentificationKey: new Uint8Array(32).fill(7),
    modelsFolder: fileURLToPath(new URL('../../../libs/inference/fixtures', import.meta.url)),
    software: { name: 'Lectern', version: 'test' },
  });
  const history = await withWorkers(environment, activities, async () => {
    const handle = await environment.client.workflow.start(intakeWorkflow, {
      taskQueue: taskQueues.record,
      workflowId: 'intake',
      args: [id],
    });
    await handle.result();
    return storedHistory(environment.connection, 'intake');
  });

  const get = (url: string) => app.inject({ url, headers: { host: 'lectern.test', cookie } });
  const page = (await get(listCases.path.replace(':study', study))).json<{ items: CaseRow[] }>();
  expect(page.items[0]).toMatchObject({ state: 'stored', problems: [] });
  const { studyInstanceUid, stacks } = (await installation.records.read.cases.find(id))!;
  const images = `/dicom-web/studies/${studyInstanceUid}/series`;
  const { seriesInstanceUid, sopInstanceUids } = stacks[0]!;
  const served = await Promise.all(
    [
      listCases.path.replace(':study', study),
      `/api/studies/${study}`,
      `/api/studies/${study}/audit`,
      `/api/studies/${study}/cases/${id}`,
      `/api/studies/${study}/cases/${id}/deidentification`,
      images,
      `${images}/${seriesInstanceUid}/metadata`,
      `${images}/${seriesInstanceUid}/instances/${sopInstanceUids[0]}/frames/1`,
      `${images}/${seriesInstanceUid}/instances/${sopInstanceUids[0]}/rendered`,
    ].map(get),
  );
  expect(served.slice(-4).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
  const everything = {
    answer: upload.answer,
    history,
    rows: await everyRow(),
    objects: (await everyObject()).join('\n'),
    served: served.map(({ body, headers }) => body + JSON.stringify(headers)).join('\n'),
    bundle: await bundled(activities),
    said: said.join('\n'),
  };
  expect(everything.said).toMatch(/^DEBUG /m); // there is something to search: the worker tells what it does
  expect(everything.history).toContain(id);
  expect(Object.entries(everything).map(([where, content]) => [where, identifiersIn(content)])).toEqual(
    Object.keys(everything).map((where) => [where, []]),
  );
  for (const content of Object.values(everything)) expect(content).not.toMatch(/2\.25\.777\./);

  const report = served[4]!.json<{ stacks: { touched: { attribute: string }[] }[] }>();
  expect(report.stacks[0]!.touched.map(({ attribute }) => attribute)).toEqual(
    expect.arrayContaining(['00100010', '00091001', '00180080', '00081FFE', '00200011']),
  );
});

/** The case of identity with one more is frozen, locked and exported. @returns every file of the bundle, and the archive as it is fetched */
async function bundled(activities: Activities): Promise<string> {
  const { conduct } = installation;
  const other = await conduct.cases.receive(
    coordinator,
    study,
    'second',
    asUpload(examination({ patient: 'OTHER', lesion: true })),
  );
  expect(await activities.examineCase(other.id)).toEqual({ accepted: true });
  await activities.acceptCase(other.id);
  const cases = [id, other.id];
  await conduct.cases.accept(coordinator, study, { cases, seen: false, reason: 'Of a test' });
  for (const each of cases) await activities.inferCase({ case: each, model: 'tiny-model', version: '1.0.0' });
  const known = { grade: null, site: 'A', gestationalAgeWeeks: 24 };
  const rows = ['first', 'second'].map((label, n) => ({ case: label, positive: n === 0, ...known }));
  await conduct.cases.putReferenceStandard(coordinator, study, rows);
  const invited = await conduct.readers.invite(coordinator, study, { name: 'Reader', kind: 'simulated' });
  await conduct.studies.freeze(coordinator, study, signing());
  await readSession(installation, await installation.enter(invited.token), study);
  await conduct.studies.lock(coordinator, study, 'One session is enough here.', signing('I end data entry.'));
  const request = await conduct.exports.request(coordinator, study);
  await activities.exportBundle({ study, id: request.id });
  const { bytes } = await conduct.exports.bundle(study, request.id);
  const files = openArchive(bytes);
  expect(files.size).toBeGreaterThan(10);
  return [...files].flatMap(([name, content]) => [name, Buffer.from(content).toString('latin1')]).join('\n');
}

test('the sealed list opens for an administrator with a reason, and says who had it opened', async () => {
  const identity = await installation.conduct.cases.reidentify(coordinator, study, id, 'incidental finding');
  expect(identity).toMatchObject({
    patientName: expect.stringContaining(safeHarbour.name) as string,
    accessionNumber: safeHarbour.account,
  });
  const reader = { ...coordinator, administrator: false };
  await expect(installation.conduct.cases.reidentify(reader, study, id, 'curiosity')).rejects.toMatchObject({
    code: 'not-permitted',
  });
  expect(await installation.records.read.identities.accesses(id)).toMatchObject([
    { userId: coordinator.user, reason: 'incidental finding' },
  ]);
  const { rows } = await query(installation.databaseUrl, 'SELECT sealed FROM sealed_identity');
  const [{ sealed }] = rows as [{ sealed: Buffer }];
  sealed[20]! ^= 1;
  expect(() => installation.identityVault.open(id, sealed)).toThrow();
});
