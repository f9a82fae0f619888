/** @jest-environment ./libs/inference/src/testing/onnx-environment.mjs */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CaseId, StudyId } from '@lectern/contracts';
import {
  parseInstance,
  pixelHash,
  readPart10,
  readReport,
  readSegmentation,
  segmentationFrames,
  textOf,
} from '@lectern/dicom';
import type { ObjectStore } from '@lectern/storage';
import { query } from '../../../records/testing/test-database.js';
import { asUpload, examination, identifying } from '../../testing/test-examination.js';
import { startTestInstallation, type TestInstallation, wholePage } from '../../testing/test-installation.js';
import { protocolText } from '../../testing/test-study.js';
import type { Actor } from '../conduct.js';
import { createActivities, type Activities } from './create-activities.js';

const modelsFolder = fileURLToPath(new URL('../../../inference/fixtures', import.meta.url));
const request = { model: 'tiny-model', version: '1.0.0' };

let installation: TestInstallation;
let activities: Activities;
let coordinator: Actor;
let study: StudyId;

const activitiesOn = (store: ObjectStore): Activities =>
  createActivities({
    ...installation,
    store,
    modelsFolder,
    deidentificationKey: new Uint8Array(32).fill(7),

    software: { name: 'Lectern', version: 'test' },
  });

beforeAll(async () => {
  installation = await startTestInstallation();
  activities = activitiesOn(installation.store);
  coordinator = await installation.administrator();
  const protocol = protocolText(2, 1).replace('model: detector, version: 1.0.0', 'model: tiny-model, version: 1.0.0');
  study = (await installation.conduct.studies.create(coordinator, { protocol })).id;
});
afterAll(() => installation.close());

async function upload(label: string, files = examination()): Promise<CaseId> {
  return (await installation.conduct.cases.receive(coordinator, study, label, asUpload(files))).id;
}

async function keys(prefix = ''): Promise<string[]> {
  const found: string[] = [];
  for await (const key of installation.store.list(prefix)) found.push(key);
  return found;
}

const listed = async () => (await installation.conduct.cases.list(study, wholePage)).items;
const rowOf = async (id: CaseId) => (await listed()).find((row) => row.id === id)!;

test('an examination comes in: same pixels, no identity anywhere, quarantine empty', async () => {
  const files = examination({ lesion: true });
  const id = await upload('first', files);
  expect(await activities.examineCase(id)).toEqual({ accepted: true });
  await activities.acceptCase(id);
  await activities.acceptCase(id); // a lost answer of the first: nothing more happens
  const row = await rowOf(id);
  expect(row).toMatchObject({ state: 'stored', problems: [], stacks: [{ orientation: 'axial', slices: 5 }] });
  expect(await keys('quarantine/')).toEqual([]);

  const stored = await installation.records.read.cases.find(id);
  const originals = files.map(({ bytes }) => parseInstance(bytes));
  expect(stored?.pixelHash).toBe(pixelHash(originals).caseHash);
  const [stack] = stored!.stacks;
  const served = await installation.conduct.images.frames(
    coordinator,
    stored!.studyInstanceUid!,
    stack!.seriesInstanceUid,
    stack!.sopInstanceUids[2]!,
    [1],
  );
  expect(Buffer.from(served.frames[0]!)).toEqual(Buffer.from(originals[2]!.pixels.frame));

  const { rows } = await query(
    installation.databaseUrl,
    `SELECT (SELECT jsonb_agg(c) FROM "case" c), (SELECT jsonb_agg(s) FROM stack s), (SELECT jsonb_agg(a) FROM audit_entry a), (SELECT jsonb_agg(o) FROM outbox_message o)`,
  );
  const everything = [JSON.stringify(rows), ...(await keys())];
  for (const key of await keys()) everything.push(Buffer.from(await installation.store.get(key)).toString('latin1'));
  for (const text of identifying) expect(everything.filter((each) => each.includes(text))).toEqual([]);
});

/** The same image under another UID of the same length: the encodings of one image are other content each. */
function renamed(bytes: Buffer, digit: number): Buffer {
  const uid = textOf(readPart10(bytes).dataset, '00080018') ?? '';
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(uid); at >= 0; at = copy.indexOf(uid, at + 1)) copy.write(`${digit}`, at + uid.length - 1);
  return copy;
}

test.each(['jpeg-2000', 'jpeg-lossless-sv1', 'big-endian', 'no-meta'].map((name, digit) => [name, digit] as const))(
  'an image in %s is stored and served uncompressed',
  async (name, digit) => {
    const fixture = (file: string) =>
      readFileSync(fileURLToPath(new URL(`../../../dicom/fixtures/compressed/${file}.dcm`, import.meta.url)));
    const id = await upload(name, [{ name, bytes: renamed(fixture(name), digit) }]);
    expect(await activities.examineCase(id)).toEqual({ accepted: true });
    await activities.acceptCase(id);
    const { studyInstanceUid, stacks } = (await installation.records.read.cases.find(id))!;
    const [{ seriesInstanceUid, sopInstanceUids }] = stacks as [(typeof stacks)[number]];
    const { images } = installation.conduct;
    const served = await images.frames(coordinator, studyInstanceUid!, seriesInstanceUid, sopInstanceUids[0]!, [1]);
    expect(Buffer.from(served.frames[0]!)).toEqual(Buffer.from(parseInstance(fixture('native')).pixels.frame));
  },
);

test('the same bytes twice are taken in once; another image under the same UID is refused and named', async () => {
  const files = examination({ patient: 'TWICE-1', uids: 'twice' });
  const copied = await upload('copied', [...files, files[1]!]);
  expect(await activities.examineCase(copied)).toEqual({ accepted: true });
  await activities.acceptCase(copied);
  expect(await rowOf(copied)).toMatchObject({ state: 'stored', stacks: [{ slices: 5 }] });

  const [, second] = examination({ patient: 'TWICE-1', uids: 'twice', lesion: true });
  const changed = await upload('changed', [...files, second!]);
  expect(await activities.examineCase(changed)).toEqual({ accepted: false });
  await activities.refuseCase(changed);
  const { problems } = await rowOf(changed);
  expect(problems).toContainEqual(expect.objectContaining({ file: 5, tag: '00080018' }));
});

test('what is wrong is said file by file, nothing stays, and the label is free again', async () => {
  const files = examination({ planes: ['axial', 'coronal'] });
  const id = await upload('second', [...files.slice(0, 3), { name: 'notes.txt', bytes: Buffer.from('no image') }]);
  expect(await activities.examineCase(id)).toEqual({ accepted: false });
  await activities.refuseCase(id);
  expect(await rowOf(id)).toMatchObject({ state: 'refused', stacks: [], problems: [{ file: 3 }] });
  expect(await keys(`quarantine/${id}/`)).toEqual([]);
  expect(await keys(`cases/${id}/`)).toEqual([]);

  const twoPlanes = await upload('second', files);
  expect(await activities.examineCase(twoPlanes)).toEqual({ accepted: false });
  await activities.refuseCase(twoPlanes);
  expect((await rowOf(twoPlanes)).problems.map(({ rule }) => rule).join()).toMatch(/must have 1 stacks/);
});

/** Writes so many of the objects, then dies. */
const diesAfter =
  (store: ObjectStore, count: number) =>
  async (objects: ReadonlyMap<string, Uint8Array>): Promise<void> => {
    for (const [key, content] of [...objects].slice(0, count)) await store.put(key, content);
    throw new Error('killed');
  };

test('taken in by one act, each file is read once, and what comes of it is the same', async () => {
  const files = examination({ patient: 'in one act' });
  const id = await upload('in one act', files);
  const read: string[] = [];
  const reading = new Proxy(installation.store, {
    get: (store, name: keyof ObjectStore) =>
      name === 'get' ? (key: string) => (read.push(key), store.get(key)) : store[name].bind(store),
  });
  const onReading = activitiesOn(reading);
  await onReading.takeInCase(id);
  expect(read.length).toBe(files.length);
  expect(new Set(read).size).toBe(files.length);
  await onReading.takeInCase(id); // a lost answer of the first: nothing more happens
  expect(read.length).toBe(files.length);
  expect(await rowOf(id)).toMatchObject({ state: 'stored', problems: [], stacks: [{ slices: 5 }] });
  const { pixelHash: stored } = (await installation.records.read.cases.find(id))!;
  expect(stored).toBe(pixelHash(files.map(({ bytes }) => parseInstance(bytes))).caseHash);

  const refused = await upload('refused in one act', [files[0]!, { name: 'x', bytes: Buffer.from('no image') }]);
  await onReading.takeInCase(refused);
  expect((await rowOf(refused)).state).toBe('refused');
  expect(await keys(`quarantine/${refused}/`)).toEqual([]);
});

test('a worker that dies at any write leaves a case that another attempt finishes or undoes', async () => {
  for (const dying of [0, 1]) {
    const id = await upload(`dies-${dying}`, examination({ patient: `P${dying}` }));
    expect(await activities.examineCase(id)).toEqual({ accepted: true });
    const failing = new Proxy(installation.store, {
      get: (store, name: keyof ObjectStore) => (name === 'putAll' ? diesAfter(store, dying) : store[name].bind(store)),
    });
    await expect(activitiesOn(failing).acceptCase(id)).rejects.toThrow('killed');
    expect((await rowOf(id)).state).toBe('received');
    if (dying === 1) {
      await activities.refuseCase(id, 'the disk is full');
      expect(await rowOf(id)).toMatchObject({
        state: 'refused',
        problems: [{ rule: expect.stringContaining('the disk is full') as string }],
      });
      expect(await keys(`cases/${id}/`)).toEqual([]);
    } else {
      await activities.acceptCase(id);
      expect((await keys(`cases/${id}/`)).length).toBe(2);
    }
  }
});

test('a broken-off upload leaves nothing', async () => {
  const before = await keys();
  async function* breaking() {
    yield* examination().slice(0, 2);
    throw new Error('connection lost');
  }
  await expect(installation.conduct.cases.receive(coordinator, study, 'third', breaking())).rejects.toThrow(
    'connection lost',
  );
  expect(await keys()).toEqual(before);
  expect((await listed()).map((row) => row.sourceLabel)).not.toContain('third');
});

test('inference: a score and a segmentation where something is found; the same again changes nothing', async () => {
  const bright = (await rowOf((await installation.records.read.cases.findLabel(study, 'first'))!.caseId as CaseId)).id;
  const dark = await upload('without', examination({ patient: 'MRN-1' }));
  await activities.examineCase(dark);
  await activities.acceptCase(dark);
  const orders = [bright, dark].map((id) => ({ case: id, ...request }));
  const dueBeside = async (running: typeof orders) =>
    (await activities.admitInferences(running)).due.map((each) => each.case);
  expect(await dueBeside([])).toEqual(expect.arrayContaining([bright, dark]));
  expect(await dueBeside(orders)).not.toEqual(expect.arrayContaining([dark]));
  expect((await activities.admitInferences(orders)).running).toEqual(expect.arrayContaining(orders));
  for (const id of [bright, dark, bright]) await activities.inferCase({ case: id, ...request });
  expect((await activities.admitInferences(orders)).running).toEqual([]); // both are settled
  const result = async (id: CaseId) => (await installation.records.read.aiResults.find(id, 'tiny-model', '1.0.0'))!;
  const [found, nothing] = [await result(bright), await result(dark)];
  expect(found).toMatchObject({ state: 'done' });
  expect(found.segmentations.map(({ kind, stack }) => [kind, stack.orientation]).sort()).toEqual([['heat-map', 'axial'], ['segmentation', 'axial']]); // prettier-ignore
  expect(found.score).toBeGreaterThan(nothing.score!);
  const [segmentation, heatMap] = ['segmentation', 'heat-map'].map((kind) =>
    found.segmentations.find((each) => each.kind === kind),
  );
  const file = await installation.store.get(`ai/${found.id}/${segmentation!.sopInstanceUid}.dcm`);
  const known = await installation.records.read.cases.find(bright);
  const read = readSegmentation(file);
  expect(read).toMatchObject({
    studyInstanceUid: known!.studyInstanceUid,
    sourceSeriesInstanceUid: known!.stacks[0]!.seriesInstanceUid,
  });
  const middle = read.frames.find((frame) => frame.sopInstanceUid === known!.stacks[0]!.sopInstanceUids[2]);
  expect(middle!.mask[10 * 20 + 9]).toBe(1);
  const heat = segmentationFrames(await installation.store.get(`ai/${found.id}/${heatMap!.sopInstanceUid}.dcm`));
  expect(heat[0]).toHaveLength(middle!.mask.length);
  expect(Math.max(...heat.map((frame) => frame[10 * 20 + 9]!))).toBeGreaterThan(127); // at least as likely as what is outlined
  const report = readReport(await installation.store.get(`ai/${found.id}/${found.reportUid}.sr.dcm`));
  expect(report.groups[0]!.measurements[0]!.value).toBeCloseTo(found.score!, 12);
  expect(await keys('ai/')).toHaveLength(2 + 2 * (found.segmentations.length + nothing.segmentations.length)); // a report each
});

test('a model that is not there is unavailable, not waited for', async () => {
  const id = (await installation.records.read.cases.findLabel(study, 'first'))!.caseId as CaseId;
  const missing = { case: id, model: 'other', version: '2.0.0' };
  await expect(activities.inferCase(missing)).rejects.toMatchObject({ name: 'UnknownModel' });
  await activities.failInference(missing, 'There is no model other 2.0.0.');
  await activities.failInference(missing, 'There is no model other 2.0.0.');
  expect(await installation.records.read.aiResults.find(id, 'other', '2.0.0')).toMatchObject({
    state: 'failed',
    reason: 'There is no model other 2.0.0.',
  });
});

test('an upload whose server died blocks nothing, and the next of its label clears it away', async () => {
  const { conduct, clock, records, store } = installation;
  await records.transaction(async (tx) => {
    await tx.cases.create('abandoned', tx.now);
    await tx.cases.put({ studyId: study, caseId: 'abandoned', number: 900, sourceLabel: 'again' });
  });
  await store.put('quarantine/abandoned/0.dcm', examination()[0]!.bytes);
  await expect(upload('again')).rejects.toMatchObject({ code: 'label-taken' });
  const { freezeChecks } = await conduct.studies.detail(coordinator, study);
  expect(freezeChecks.find(({ id }) => id === 'cases-ready')?.text).not.toMatch(/being taken in/);
  clock.advance({ seconds: 16 * 60 });
  await upload('again');
  expect(await keys('quarantine/abandoned/')).toEqual([]);
  expect(await records.read.cases.find('abandoned')).toBeNull();
});
