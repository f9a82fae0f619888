import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newDicomwebServerSchema, type StudyId } from '@lectern/contracts';
import type { ObjectStore } from '@lectern/storage';
import { query } from '../../../records/testing/test-database.js';
import { Orthanc, withoutOrthanc } from '../../testing/orthanc.js';
import { examination } from '../../testing/test-examination.js';
import { startTestInstallation, type TestInstallation, wholePage } from '../../testing/test-installation.js';
import { protocolText } from '../../testing/test-study.js';
import type { Activities } from '../activities/create-activities.js';
import { activitiesOf } from '../../testing/test-activities.js';
import type { Actor } from '../conduct.js';

let installation: TestInstallation;
let administrator: Actor;
let study: StudyId;

const activitiesOn = (store: ObjectStore): Activities => activitiesOf(installation, { store });

beforeAll(async () => {
  installation = await startTestInstallation();
  administrator = await installation.administrator();
  study = (await installation.conduct.studies.create(administrator, { protocol: protocolText(2, 1) })).id;
});
afterAll(() => installation.close());

const casesOf = async () => (await installation.conduct.cases.list(study, wholePage)).items;

test('an address is entered by administrators alone, and carries no credentials', async () => {
  const server = { name: 'archive', url: 'https://archive.test/dicom-web' };
  const stranger = { ...administrator, administrator: false };
  await expect(installation.conduct.pulls.addServer(stranger, server)).rejects.toMatchObject({ code: 'not-permitted' });
  for (const url of [
    'https://user:word@archive.test/x',
    'file:///etc/passwd',
    'https://archive.test/x?y=1',
    'gopher://x',
  ])
    expect(newDicomwebServerSchema.safeParse({ name: 'x', url }).success).toBe(false);
  await expect(
    installation.conduct.pulls.search(administrator, study, 'no-server', { modality: 'MR' }),
  ).rejects.toMatchObject({ code: 'no-server' });
});

test('a server that leads elsewhere is not followed', async () => {
  let reached = 0;
  const target = await listening(createServer((_, answer) => answer.end(String(reached++))));
  const redirecting = await listening(
    createServer((_, answer) => answer.writeHead(302, { location: `${target.url}/dicom-web/studies` }).end()),
  );
  const { id } = await installation.conduct.pulls.addServer(administrator, {
    name: 'leads away',
    url: redirecting.url,
  });
  await expect(installation.conduct.pulls.search(administrator, study, id, { modality: 'MR' })).rejects.toMatchObject({
    code: 'server-unusable',
  });
  expect(reached).toBe(0);
  for (const { server } of [target, redirecting]) server.close();
});

async function listening(server: Server): Promise<{ server: Server; url: string }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const skip = withoutOrthanc();
(skip ? describe.skip : describe)(`from a real Orthanc${skip ? `: skipped, ${skip}` : ''}`, () => {
  let orthanc: Orthanc;
  const user = { name: 'lectern', password: 'a password of the archive' };
  beforeAll(async () => {
    orthanc = await Orthanc.start({ user });
    for (const patient of ['P-1', 'P-2'])
      for (const { bytes } of examination({ patient, slices: 12 })) await orthanc.store(bytes);
  });
  afterAll(() => orthanc.stop());

  const url = (): string => `${orthanc.url}/dicom-web/`;

  test('what matches is named, what is chosen is fetched over a broken-off attempt, once', async () => {
    const { pulls, arrivals } = installation.conduct;
    const credentials = { kind: 'basic' as const, user: user.name, password: user.password };
    const { id: server } = await pulls.addServer(administrator, { name: 'Orthanc', url: url(), credentials });
    const stored = await query(
      installation.databaseUrl,
      `SELECT *, encode(credentials, 'escape') AS sealed FROM dicomweb_server`,
    );
    expect(JSON.stringify(stored.rows)).not.toContain(user.password);

    const search = (asked: object) => pulls.search(administrator, study, server, asked);
    expect((await search({ modality: 'MR', from: '2021-03-01', to: '2021-03-31' })).matches).toHaveLength(2);
    expect((await search({ modality: 'CT' })).matches).toEqual([]);
    expect((await search({ from: '2022-01-01' })).matches).toEqual([]);
    const { matches, more } = await search({ patientId: 'P-1' });
    expect([matches, more]).toMatchObject([
      [{ patientId: 'P-1', studyDate: '2021-03-17', modalities: ['MR'], series: 1, instances: 12, there: false }],
      false,
    ]);

    const { studyInstanceUid } = matches[0]!;
    const { cases } = await pulls.order(administrator, study, server, [{ studyInstanceUid, label: 'pulled' }]);
    const [id] = cases as [(typeof cases)[number]];
    const activities = activitiesOn(installation.store);
    expect(await activities.admitCases([])).toMatchObject({ due: [], pulls: [id] });
    expect(await activities.admitCases([id])).toMatchObject({ running: [id], pulls: [] });
    const failing = new Proxy(installation.store, {
      get: (store, name: keyof ObjectStore) =>
        name === 'putAll' ? () => Promise.reject(new Error('killed')) : store[name].bind(store),
    });
    await expect(activitiesOn(failing).fetchCase(id)).rejects.toThrow('killed');
    const some = examination({ patient: 'P-1', slices: 12 }).slice(3, 6);
    await arrivals.takeAtOnce(
      { id: server, name: 'Orthanc', study },
      some.map(({ bytes }) => bytes),
    );
    await activities.fetchCase(id);
    await activities.fetchCase(id); // a lost answer of the one before
    expect((await arrivals.list(study))[0]).toMatchObject({ label: 'pulled', state: 'received', files: 12 });
    expect(await activities.examineCase(id)).toEqual({ accepted: true });
    await activities.acceptCase(id);
    expect(await casesOf()).toMatchObject([{ sourceLabel: 'pulled', state: 'stored', stacks: [{ slices: 12 }] }]);

    expect((await search({ patientId: 'P-1' })).matches).toMatchObject([{ there: true }]);
    await expect(
      pulls.order(administrator, study, server, [{ studyInstanceUid, label: 'again' }]),
    ).rejects.toMatchObject({ code: 'examination-there' });
    const rows = await query(
      installation.databaseUrl,
      `SELECT (SELECT jsonb_agg(c) FROM "case" c), (SELECT jsonb_agg(a) FROM audit_entry a), (SELECT jsonb_agg(o) FROM outbox_message o), (SELECT count(*) FROM pull_order)`,
    );
    for (const secret of [studyInstanceUid, 'DOE', 'P-1"', '20210317'])
      expect(JSON.stringify(rows.rows)).not.toContain(secret);
  });

  test('where the server refuses us, the order is given up with the reason and nothing of it stays', async () => {
    const { pulls } = installation.conduct;
    const credentials = { kind: 'basic' as const, user: user.name, password: 'another' };
    const { id: server } = await pulls.addServer(administrator, { name: 'wrong password', url: url(), credentials });
    const { cases } = await pulls.order(administrator, study, server, [
      { studyInstanceUid: '1.2.3.4', label: 'not to be had' },
    ]);
    const [id] = cases as [(typeof cases)[number]];
    const activities = activitiesOn(installation.store);
    await expect(activities.fetchCase(id)).rejects.toMatchObject({ code: 'server-unusable' });
    await activities.failFetch(id, 'it refuses the credentials');
    expect((await casesOf()).find((row) => row.id === id)).toMatchObject({
      state: 'refused',
      problems: [{ rule: expect.stringContaining('it refuses the credentials') as string }],
    });
    await pulls.removeServer(administrator, server, 'It is taken down.');
    expect((await pulls.servers()).map(({ name }) => name)).not.toContain('wrong password');
  });
});
