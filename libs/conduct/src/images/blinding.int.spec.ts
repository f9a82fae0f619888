import type { OpenRead } from '@lectern/contracts';
import { signing, startTestInstallation, type TestInstallation, wholePage } from '../../testing/test-installation.js';
import {
  addReadyCase,
  openOf,
  protocolText,
  startStudy,
  submission,
  uidsOf,
  type TestStudy,
} from '../../testing/test-study.js';

let installation: TestInstallation;
let study: TestStudy;

beforeAll(async () => {
  installation = await startTestInstallation();
  study = await startStudy(installation, 6);
});
afterAll(() => installation.close());

/** Reads on until a read of the wished kind is open. */
async function openRead(wished: (read: OpenRead) => boolean): Promise<OpenRead> {
  const { conduct, clock } = installation;
  const [reader] = study.readers;
  let state = await conduct.reading.begin(reader!, study.id);
  for (let n = 0; n < 20; n++) {
    if (state.state === 'reading') {
      if (wished(state.read)) return state.read;
      clock.advance({ seconds: 30 });
      state = (await conduct.reading.submit(reader!, study.id, state.read.id, submission(state.read, clock.now())))
        .next;
    } else {
      clock.advance({ days: 28 });
      state = await conduct.reading.begin(reader!, study.id);
    }
  }
  throw new Error('no such read in this schedule');
}

const numberOf = (read: OpenRead): number => Number(read.images.studyInstanceUid.slice('2.25.1'.length));
const isPositive = (read: OpenRead): boolean => numberOf(read) % 2 === 1;
const none = expect.objectContaining({ kind: 'not-found', code: 'no-images' }) as Error;

test('an unaided read carries no trace of AI, in its own answer or in any image answer', async () => {
  const read = await openRead((each) => !each.condition.aided && isPositive(each) && each.prefetch !== null);
  expect(Object.keys(read)).not.toContain('ai');
  expect(JSON.stringify({ ...read, prefetch: null })).not.toMatch(/detector|score|2\.25\.[45]|"ai"/);
  const { images } = installation.conduct;
  const [reader] = study.readers;
  const uid = uidsOf(numberOf(read));
  expect(await images.series(reader!, uid.study)).toEqual([{ '0020000E': { vr: 'UI', Value: [uid.series] } }]);
  await expect(images.metadata(reader!, uid.study, uid.segmentationSeries)).rejects.toThrow(none);
  await expect(images.instance(reader!, uid.study, uid.segmentationSeries, uid.segmentation)).rejects.toThrow(none);
  expect((await images.frames(reader!, uid.study, uid.series, uid.image, [1])).frames).toEqual([
    Buffer.of(numberOf(read)),
  ]);
});

test('of all cases only the open and the next one are reached, and the log says who was refused', async () => {
  const { images } = installation.conduct;
  const [reader, other] = study.readers;
  const read = await openRead((each) => each.prefetch !== null);
  const allowed = [read.images.studyInstanceUid, read.prefetch!.images.studyInstanceUid];
  for (let number = 1; number <= 6; number++) {
    const uid = uidsOf(number);
    const answer = images.frames(reader!, uid.study, uid.series, uid.image, [1]);
    if (allowed.includes(uid.study)) await expect(answer).resolves.toMatchObject({ frames: [Buffer.of(number)] });
    else await expect(answer).rejects.toThrow(none);
    await expect(images.frames(other!, uid.study, uid.series, uid.image, [1])).rejects.toThrow(none);
  }
  const logged = await installation.records.imageAccess.of(other!.user);
  expect(logged).toHaveLength(6);
  expect(logged.every(({ granted }) => !granted)).toBe(true);
});

test('an aided read carries its model, score and segmentation', async () => {
  const read = await openRead((each) => each.condition.aided && isPositive(each));
  const uid = uidsOf(numberOf(read));
  expect(read.ai).toEqual({
    model: 'detector',
    version: '1.0.0',
    shows: ['score', 'segmentation'],
    state: 'available',
    score: 0.9,
    outOfDistribution: null,
    segmentations: [{ orientation: 'axial', seriesInstanceUid: uid.segmentationSeries }],
    heatMaps: [],
  });
  const { images } = installation.conduct;
  const [reader] = study.readers;
  expect(await images.series(reader!, uid.study)).toHaveLength(2);
  expect((await images.instance(reader!, uid.study, uid.segmentationSeries, uid.segmentation)).bytes).toEqual(
    Buffer.of(99),
  );
  const frame = images.frames(reader!, uid.study, uid.segmentationSeries, uid.segmentation, [1]); // of a byte that is no DICOM
  await expect(frame).rejects.toMatchObject({ kind: 'damaged', code: 'damaged-object', object: expect.stringContaining(uid.segmentation) }); // prettier-ignore
  // there is a heat map too, and the condition does not show it
  await expect(images.instance(reader!, uid.study, uid.heatMapSeries, uid.heatMap)).rejects.toThrow(none);
  await expect(images.metadata(reader!, uid.study, uid.heatMapSeries)).rejects.toThrow(none);
});

test('the coordinator sees source images of the cases, and never AI through them', async () => {
  const { images } = installation.conduct;
  const uid = uidsOf(1);
  expect(await images.series(study.coordinator, uid.study)).toHaveLength(1);
  await expect(images.instance(study.coordinator, uid.study, uid.segmentationSeries, uid.segmentation)).rejects.toThrow(
    none,
  );
});

test('progress and audit trail say nothing of condition, truth or answer before the lock', async () => {
  const { conduct } = installation;
  const told = JSON.stringify([await conduct.progress.of(study.id), await conduct.record.audit(study.id, wholePage)]);
  expect(told).not.toMatch(/aided|positive|likelihood|"present"|contentHash/);
  expect(await conduct.analysis.state(study.id)).toMatchObject({ state: 'closed' });
  await expect(conduct.analysis.document(study.id, 'reads.csv')).rejects.toMatchObject({ kind: 'conflict' });
});

test('labels tell neither number nor case, and differ between readers', async () => {
  const { conduct } = installation;
  const mine = openOf((await conduct.reading.overview(study.readers[0]!, study.id)).now).caseLabel;
  const theirs = openOf(await conduct.reading.begin(study.readers[1]!, study.id)).caseLabel;
  expect([mine, theirs].every((label) => /^C-[3-9A-Z]{4}$/.test(label))).toBe(true);
  expect(mine).not.toBe(theirs);
});

test('a condition that shows heat maps gives them and no outline', async () => {
  const { conduct } = installation;
  const { coordinator } = study;
  const protocol = protocolText(2, 1).replace('[score, segmentation]', '[heat-map]');
  const { id } = await conduct.studies.create(coordinator, { protocol });
  for (const number of [71, 72]) await addReadyCase(installation, id, number);
  const row = { site: null, gestationalAgeWeeks: null };
  await conduct.cases.putReferenceStandard(coordinator, id, [71, 72].map((n) => ({ ...row, case: `case-${n}`, positive: n === 71, grade: n === 71 ? 1 : 0 }))); // prettier-ignore
  const { token } = await conduct.readers.invite(coordinator, id, { name: 'Ada', kind: 'person' });
  const reader = await installation.enter(token);
  await conduct.studies.freeze(coordinator, id, signing());
  const uid = uidsOf(71);
  const heatMap = () => conduct.images.instance(reader, uid.study, uid.heatMapSeries, uid.heatMap);
  let state = await conduct.reading.begin(reader, id);
  for (let seen = 0; seen < 4; seen++) {
    const read = openOf(state);
    const isIt = read.images.studyInstanceUid === uid.study;
    if (isIt && read.condition.aided) {
      expect(read.ai).toMatchObject({ score: null, segmentations: [], heatMaps: [{ seriesInstanceUid: uid.heatMapSeries }] }); // prettier-ignore
      expect((await heatMap()).bytes).toEqual(Buffer.of(98));
      expect(await conduct.images.series(reader, uid.study)).toHaveLength(2);
      await expect(conduct.images.instance(reader, uid.study, uid.segmentationSeries, uid.segmentation)).rejects.toThrow(none); // prettier-ignore
      return;
    }
    if (isIt) await expect(heatMap()).rejects.toThrow(none);
    installation.clock.advance({ seconds: 30 });
    const { next } = await conduct.reading.submit(reader, id, read.id, submission(read, installation.clock.now()));
    if (next.state !== 'reading') installation.clock.advance({ days: 28 });
    state = next.state === 'reading' ? next : await conduct.reading.begin(reader, id);
  }
  throw new Error('the case was never read with AI');
});
