import type { StudyId } from '@lectern/contracts';
import { asUpload, examination } from '../../testing/test-examination.js';
import { startTestInstallation, type TestInstallation, wholePage } from '../../testing/test-installation.js';
import { protocolText } from '../../testing/test-study.js';
import type { Activities } from '../activities/create-activities.js';
import { activitiesOf } from '../../testing/test-activities.js';
import type { Actor, Arrived, Sender, UploadedFile } from '../conduct.js';

let installation: TestInstallation;
let activities: Activities;
let coordinator: Actor;

beforeAll(async () => {
  installation = await startTestInstallation();
  activities = activitiesOf(installation);
  coordinator = await installation.administrator();
});
afterAll(() => installation.close());

async function newStudy(): Promise<{ study: StudyId; sender: Sender; token: string }> {
  const { conduct } = installation;
  const study = (await conduct.studies.create(coordinator, { protocol: protocolText(2, 1) })).id;
  const { token } = await conduct.arrivals.createToken(coordinator, study, 'archive');
  return { study, token, sender: (await conduct.arrivals.senderOf(token))! };
}

async function send(sender: Sender, files: readonly Pick<UploadedFile, 'bytes'>[]): Promise<Arrived[]> {
  const objects = (async function* () {
    for (const { bytes } of files) yield bytes;
  })();
  const arrived: Arrived[] = [];
  for await (const each of installation.conduct.arrivals.take(sender, objects)) arrived.push(each);
  return arrived;
}

const outcomes = (arrived: readonly Arrived[]): string[] =>
  arrived.map(({ outcome, failure }) => failure?.kind ?? outcome);
const casesOf = async (study: StudyId) => (await installation.conduct.cases.list(study, wholePage)).items;

/** Half a minute passes; what is complete is taken in. */
async function intake(): Promise<void> {
  installation.clock.advance({ seconds: 31 });
  const { due } = await activities.admitCases([]);
  for (const id of due)
    await ((await activities.examineCase(id)).accepted ? activities.acceptCase(id) : activities.refuseCase(id));
}

test('images of two examinations, sent in pieces and twice, become two cases; nothing comes twice', async () => {
  const { study, sender } = await newStudy();
  const [one, two] = [examination({ patient: 'A' }), examination({ patient: 'BB' })];
  expect(outcomes(await send(sender, [...one.slice(0, 3), ...two]))).toEqual(Array(8).fill('stored'));
  expect((await activities.admitCases([])).due).toEqual([]);
  installation.clock.advance({ seconds: 20 });
  expect(outcomes(await send(sender, [...one, one[4]!]))).toEqual([
    'there',
    'there',
    'there',
    'stored',
    'stored',
    'there',
  ]);
  installation.clock.advance({ seconds: 20 });
  expect((await activities.admitCases([])).due).toHaveLength(1); // of the first an image came 20 s ago
  await intake();
  expect(
    (await casesOf(study)).map(({ state, stacks, sourceLabel }) => [state, stacks[0]?.slices, sourceLabel]),
  ).toEqual([
    ['stored', 5, 'archive 1'],
    ['stored', 5, 'archive 2'],
  ]);
  expect(outcomes(await send(sender, [...one, ...two]))).toEqual(Array(10).fill('there'));
  const keys: string[] = [];
  for await (const key of installation.store.list('quarantine/')) keys.push(key);
  expect(keys).toEqual([]);
});

test('another content under a known UID is refused, in another study too; the same content is a case of each study', async () => {
  const { study, sender } = await newStudy();
  const changed = examination({ patient: 'CCC', uids: 'c', lesion: true });
  const files = examination({ patient: 'CCC', uids: 'c' });
  expect(outcomes(await send(sender, [files[0]!, changed[0]!]))).toEqual(['stored', 'other-content']);
  await send(sender, files);
  const other = await newStudy();
  expect(outcomes(await send(other.sender, [changed[2]!]))).toEqual(['other-content']);
  expect(outcomes(await send(other.sender, files))).toEqual(Array(5).fill('stored'));
  await intake();
  expect((await casesOf(study)).map(({ state }) => state)).toEqual(['stored']);
  expect((await casesOf(other.study)).map(({ state }) => state)).toEqual(['stored']);
  const [arrival] = await installation.conduct.arrivals.list(study);
  expect(arrival?.leftOut).toEqual([expect.objectContaining({ tag: '00080018', times: 1 })]);

  const receive = (files: readonly UploadedFile[]) =>
    installation.conduct.cases.receive(coordinator, study, 'by hand', asUpload(files));
  await expect(receive(files)).rejects.toMatchObject({ code: 'examination-there' });
  const { id } = await receive([...files.slice(0, 4), changed[4]!]);
  expect(await activities.examineCase(id)).toEqual({ accepted: false });
  await activities.refuseCase(id);
  expect((await casesOf(study)).find((row) => row.id === id)?.problems).toEqual([
    expect.objectContaining({ file: 4, tag: '00080018' }),
  ]);
});

test('what is no image is left out and counted; the case is taken in without it', async () => {
  const { study, sender } = await newStudy();
  const files = examination({ patient: 'DDDD' });
  const capture = Uint8Array.from(files[0]!.bytes);
  const at = Buffer.from(capture).indexOf('1.2.840.10008.5.1.4.1.1.4', 300);
  Buffer.from(capture.buffer).write('1.2.840.10008.5.1.4.1.1.7', at); // secondary capture
  expect(outcomes(await send(sender, [...files, { bytes: capture }, { bytes: Buffer.from('no image') }]))).toEqual([
    ...Array(5).fill('stored'),
    'not-admitted',
    'unreadable',
  ]);
  await intake();
  expect(await casesOf(study)).toMatchObject([{ state: 'stored', problems: [] }]);
  const [arrival] = await installation.conduct.arrivals.list(study);
  expect(arrival).toMatchObject({ files: 5, leftOut: [{ tag: '00080016', times: 1 }] });
});

test('a refused examination can be sent again; one that was taken in is closed', async () => {
  const { study, sender } = await newStudy();
  const files = examination({ patient: 'EEEEE', planes: ['axial', 'coronal'] });
  await send(sender, files); // the protocol wants one stack
  await intake();
  expect(await casesOf(study)).toMatchObject([{ state: 'refused' }]);
  expect(outcomes(await send(sender, files.slice(0, 5)))).toEqual(Array(5).fill('stored'));
  await intake();
  expect(await casesOf(study)).toMatchObject([{ state: 'stored', sourceLabel: 'archive 1' }]);
  expect(outcomes(await send(sender, files.slice(5)))).toEqual(Array(5).fill('closed'));
});

test('a label is given with the images or later, and only to one case', async () => {
  const { study, sender } = await newStudy();
  await send({ ...sender, label: 'case-1' }, examination({ patient: 'FFFFFF' }));
  await send(sender, examination({ patient: 'GGGGGGG' }));
  const { conduct } = installation;
  const [named, unnamed] = await conduct.arrivals.list(study).then((list) => list.toReversed());
  expect(named!.label).toBe('case-1');
  await expect(conduct.cases.relabel(coordinator, study, unnamed!.case, 'case-1')).rejects.toMatchObject({
    code: 'label-taken',
  });
  await conduct.cases.relabel(coordinator, study, unnamed!.case, 'case-2');
  expect((await conduct.arrivals.list(study))[0]).toMatchObject({ label: 'case-2', state: 'receiving' });
});

test('a revoked token opens nothing, and no token opens a study that is frozen', async () => {
  const { conduct } = installation;
  const { study, sender, token } = await newStudy();
  const [made] = await conduct.arrivals.tokens(study);
  expect(made).toMatchObject({ name: 'archive', revokedAt: null });
  expect(JSON.stringify(made)).not.toContain(token);
  await conduct.arrivals.revokeToken(coordinator, study, made!.id, 'The archive sent enough.');
  expect(await conduct.arrivals.senderOf(token)).toBeNull();
  expect((await installation.records.audit.entries(study)).at(-1)).toMatchObject({
    act: 'intake-token.revoked',
    reason: 'The archive sent enough.',
  });
  await expect(conduct.arrivals.revokeToken(coordinator, study, made!.id, 'Once more.')).rejects.toMatchObject({
    code: 'no-token',
  });
  await installation.records.transaction((tx) => tx.studies.setPhase(study, 'reading'));
  await expect(send(sender, examination({ patient: 'HHHHHHHH' }))).rejects.toMatchObject({ code: 'frozen' });
});
