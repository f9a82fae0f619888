/** @jest-environment ./libs/inference/src/testing/onnx-environment.mjs */
import { fileURLToPath } from 'node:url';
import type { CaseId, StudyId } from '@lectern/contracts';
import { asUpload, examination } from '../../testing/test-examination.js';
import { signing, startTestInstallation, type TestInstallation, wholePage } from '../../testing/test-installation.js';
import { openOf, protocolText, startStudy, uidsOf } from '../../testing/test-study.js';
import { createActivities, type Activities } from '../activities/create-activities.js';
import type { Actor } from '../conduct.js';

let installation: TestInstallation;
let activities: Activities;
let coordinator: Actor;
let study: StudyId;

beforeAll(async () => {
  installation = await startTestInstallation();
  activities = createActivities({
    ...installation,
    modelsFolder: fileURLToPath(new URL('../../../inference/fixtures', import.meta.url)),
    deidentificationKey: new Uint8Array(32).fill(7),
    software: { name: 'Lectern', version: 'test' },
  });
  coordinator = await installation.administrator();
  const protocol = protocolText(2, 1).replace('model: detector, version: 1.0.0', 'model: tiny-model, version: 1.0.0');
  study = (await installation.conduct.studies.create(coordinator, { protocol })).id;
});
afterAll(() => installation.close());

async function takenIn(label: string, patient: string): Promise<CaseId> {
  const files = asUpload(examination({ patient, lesion: true }));
  const { id } = await installation.conduct.cases.receive(coordinator, study, label, files);
  expect(await activities.examineCase(id)).toEqual({ accepted: true });
  await activities.acceptCase(id);
  return id;
}

const keysBelow = async (prefix: string): Promise<string[]> => {
  const found: string[] = [];
  for await (const key of installation.store.list(prefix)) found.push(key);
  return found;
};
const seenCheck = async () =>
  (await installation.conduct.studies.detail(coordinator, study)).freezeChecks.find(
    ({ id }) => id === 'cases-looked-at',
  );

test('a case is ready when a person has looked at it, and until then the study is not frozen', async () => {
  const { cases } = installation.conduct;
  const [first, second] = [await takenIn('first', 'P1'), await takenIn('second', 'P22')];
  expect(await cases.detail(study, first)).toMatchObject({
    ...{ state: 'stored', acceptance: null, toLookAt: 2, nextToLookAt: second, previous: null, next: second },
    stacks: [{ orientation: 'axial', orientationFrom: 'description', rows: 24, columns: 20, spacingMm: 4 }],
  });
  expect(await seenCheck()).toMatchObject({ met: false, remedy: expect.stringContaining('first, second') as string });
  await expect(installation.conduct.studies.freeze(coordinator, study, signing())).rejects.toMatchObject({
    code: 'not-ready-to-freeze',
  });

  expect(await cases.accept(coordinator, study, { cases: [first], seen: true })).toEqual({ accepted: 1 });
  expect(await cases.accept(coordinator, study, { cases: [first], seen: true })).toEqual({ accepted: 0 });
  const at = installation.clock.now().toISOString();
  expect(await cases.detail(study, first)).toMatchObject({
    state: 'ready',
    acceptance: { at, by: coordinator.name, reason: null },
  });
  await cases.accept(coordinator, study, { cases: [first, second], seen: false, reason: 'Made by a program' });
  expect(await cases.detail(study, second)).toMatchObject({ acceptance: { reason: 'Made by a program' }, toLookAt: 0 });
  expect(await seenCheck()).toMatchObject({ met: true });
  const { items } = await installation.conduct.record.audit(study, wholePage);
  expect(items.filter(({ act }) => act === 'case.accepted')).toMatchObject([
    { subject: first, reason: null, after: { seen: true } },
    { subject: second, reason: 'Made by a program', after: { seen: false } },
  ]);
});

test('what the checks measured of each stack can be taken away as CSV', async () => {
  const { bytes, contentType } = await installation.conduct.cases.stacksCsv(study);
  const [head, first, second] = Buffer.from(bytes).toString().split('\r\n') as [string, string, string];
  expect([contentType, head.split(',').slice(0, 9).join()]).toEqual([
    'text/csv; charset=utf-8',
    'case,label,state,gestational_age_weeks,stack,named_by,slices,motion_mm,worst_motion_mm',
  ]);
  expect(first).toMatch(/^1,first,ready,,axial,description,5,[\d.]+,[\d.]+,[\d.]+,24,20,20,,/);
  expect(second).toContain('Made by a program');
});

test('all are accepted or none', async () => {
  const { cases } = installation.conduct;
  const waiting = await takenIn('third', 'P333');
  const given = { cases: [waiting, 'no-such-case' as CaseId], seen: true };
  await expect(cases.accept(coordinator, study, given)).rejects.toMatchObject({ code: 'no-case' });
  expect(await cases.detail(study, waiting)).toMatchObject({ state: 'stored' });
});

test('a case that is refused after a look leaves its reason and nothing else, and its label is free', async () => {
  const { conduct, records } = installation;
  const id = await takenIn('fourth', 'P4444');
  await activities.inferCase({ case: id, model: 'tiny-model', version: '1.0.0' });
  const { studyInstanceUid, stacks } = await conduct.cases.detail(study, id);
  const [{ seriesInstanceUid }] = stacks as [(typeof stacks)[number]];
  const picture = () => conduct.images.rendered(coordinator, studyInstanceUid!, seriesInstanceUid, null);
  const png = Buffer.from((await picture()).bytes);
  expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 20, 24]);

  const before = await keysBelow('ai/');
  await conduct.cases.refuse(coordinator, study, id, 'A name is burned in');
  expect(await conduct.cases.detail(study, id)).toMatchObject({
    ...{ state: 'refused', stacks: [], studyInstanceUid: null },
    problems: [{ severity: 'refused', rule: expect.stringMatching(/: A name is burned in$/) as string }],
  });
  expect(await keysBelow(`cases/${id}/`)).toEqual([]);
  expect((await keysBelow('ai/')).length).toBeLessThan(before.length);
  expect(await records.read.aiResults.ofCases([id])).toEqual([]);
  expect(await records.read.identities.sealedOf(id)).toBeNull();
  await expect(picture()).rejects.toMatchObject({ code: 'no-images' });
  await takenIn('fourth', 'P55555');
});

test('a reader sees rendered images of the open case alone, and nobody an AI series', async () => {
  const other = await startTestInstallation();
  try {
    const frozen = await startStudy(other);
    const { conduct } = other;
    const [reader] = frozen.readers as [Actor];
    const { images, prefetch } = openOf(await conduct.reading.begin(reader, frozen.id));
    const mayReach = [images.studyInstanceUid, prefetch?.images.studyInstanceUid];
    for (const number of [1, 2, 3, 4]) {
      const uid = uidsOf(number);
      const asked = conduct.images.rendered(reader, uid.study, uid.series, uid.image);
      if (mayReach.includes(uid.study)) expect((await asked).contentType).toBe('image/png');
      else await expect(asked).rejects.toMatchObject({ code: 'no-images' });
      const ai = conduct.images.rendered(frozen.coordinator, uid.study, uid.segmentationSeries, uid.segmentation);
      await expect(ai).rejects.toMatchObject({ code: 'no-images' });
    }
    const caseId = (await other.records.read.cases.ofStudy(frozen.id))[0]!.caseId;
    await expect(
      conduct.cases.refuse(frozen.coordinator, frozen.id, caseId as CaseId, 'too late'),
    ).rejects.toMatchObject({ code: 'frozen' });
  } finally {
    await other.close();
  }
});
