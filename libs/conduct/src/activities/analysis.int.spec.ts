import type { OpenRead, ReaderId } from '@lectern/contracts';
import { signing, startTestInstallation, type TestInstallation } from '../../testing/test-installation.js';
import { answers, readSession, startStudy, type TestStudy } from '../../testing/test-study.js';
import { createActivities, type Activities } from './create-activities.js';

let installation: TestInstallation;
let activities: Activities;
let study: TestStudy;

beforeAll(async () => {
  installation = await startTestInstallation();
  activities = createActivities({
    ...installation,
    modelsFolder: '/nowhere',
    deidentificationKey: new Uint8Array(32),

    software: { name: 'Lectern', version: 'test' },
  });
  study = await startStudy(installation, 8, 3);
});
afterAll(() => installation.close());

/** Readers who err on every fourth case without AI and on every eighth with it. */
function answer(read: OpenRead) {
  const number = Number(read.images.studyInstanceUid.slice('2.25.1'.length));
  const wrong = number % (read.condition.aided ? 8 : 4) === 1;
  const present = (number % 2 === 1) !== wrong;
  return answers({
    present: present ? 'present' : 'absent',
    likelihood: present ? 60 + number : 10 + number,
    confidence: wrong ? 2 : 4,
  });
}

test('sessions are conducted, the study is locked, and the analysis can be recomputed by hand', async () => {
  const { conduct, clock, records } = installation;
  const seats = await records.read.readers.ofStudy(study.id);
  const first = seats[0]!.id as ReaderId;
  expect(await activities.advanceReader(first)).toEqual({ done: false, wakeAt: null });
  expect(await conduct.progress.of(study.id)).toMatchObject({
    readers: [{ sessions: [{ state: 'open' }, { state: 'waiting' }] }, {}, {}],
  });
  for (const reader of study.readers) await readSession(installation, reader, study.id, answer);
  const { wakeAt } = await activities.advanceReader(first);
  expect(Date.parse(wakeAt!)).toBeGreaterThan(clock.now().getTime() + 26 * 86_400_000);
  clock.advance({ days: 28 });
  for (const reader of study.readers) await readSession(installation, reader, study.id, answer);
  expect(await activities.advanceReader(first)).toEqual({ done: true, wakeAt: null });
  expect(await activities.advanceStudy(study.id)).toEqual({ done: false, wakeAt: null, analysisDue: false });
  await expect(activities.computeAnalysis(study.id)).rejects.toMatchObject({ code: 'not-locked' });

  await conduct.studies.lock(study.coordinator, study.id, 'Every read is there.', signing());
  expect(await activities.advanceStudy(study.id)).toEqual({ done: true, wakeAt: null, analysisDue: true });
  expect(await conduct.analysis.state(study.id)).toEqual({ state: 'running', step: 'waiting for a worker' });
  await activities.computeAnalysis(study.id);
  await activities.writeReport(study.id);
  await activities.writeReport(study.id);
  expect(await activities.advanceStudy(study.id)).toEqual({ done: true, wakeAt: null, analysisDue: false });

  const state = await conduct.analysis.state(study.id);
  if (state.state !== 'done') throw new Error(`the analysis is ${state.state}`);
  const { analysis } = state;
  expect(analysis.counts).toEqual({
    readers: 3,
    cases: 8,
    positives: 4,
    negatives: 4,
    readsPlanned: 48,
    readsSubmitted: 48,
  });

  const csv = Buffer.from((await conduct.analysis.document(study.id, 'reads.csv')).bytes).toString();
  const [header, ...lines] = csv
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  const column = (name: string) => header!.indexOf(name);
  expect(lines).toHaveLength(48);
  expect(
    new Set(lines.map((line) => ['reader', 'case', 'condition'].map((name) => line[column(name)]).join())).size,
  ).toBe(48);
  for (const condition of ['unaided', 'aided']) {
    const ofReaders = ['1', '2', '3'].map((reader) => {
      const sick = lines.filter(
        (line) =>
          line[column('reader')] === reader && line[column('condition')] === condition && line[column('truth')] === '1',
      );
      return sick.filter((line) => line[column('answer_present')] === 'present').length / sick.length;
    });
    const byHand = ofReaders.reduce((sum, each) => sum + each, 0) / 3;
    const endpoint = analysis.endpoints.find(({ id }) => id === 'sensitivity')!;
    const { value } = endpoint.conditions.find((each) => each.condition === condition)!;
    expect(value).toMatchObject({ status: 'estimated' });
    expect(value.status === 'estimated' && value.estimate).toBeCloseTo(byHand, 12);
    expect(byHand).toBeCloseTo(condition === 'aided' ? 0.75 : 0.5, 12);
  }
  expect(Buffer.from((await conduct.analysis.document(study.id, 'report.html')).bytes).toString()).toContain(
    'A study for tests',
  );
  expect(await conduct.record.audit(study.id)).toMatchObject({ verified: true });
});
