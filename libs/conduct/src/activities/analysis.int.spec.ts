import type { OpenRead, ReaderId } from '@lectern/contracts';
import { signing, startTestInstallation, type TestInstallation } from '../../testing/test-installation.js';
import { answers, planStudy, protocolText, readSession, type TestStudy } from '../../testing/test-study.js';
import type { Activities } from './create-activities.js';
import { activitiesOf } from '../../testing/test-activities.js';

let installation: TestInstallation;
let activities: Activities;
let study: TestStudy;

beforeAll(async () => {
  installation = await startTestInstallation();
  activities = activitiesOf(installation);
  study = await planStudy(installation, await installation.administrator(), 8, 3);
  const { conduct } = installation;
  await conduct.planning.change(study.coordinator, study.id, { protocol: sized(0.95) });
  const underpowered = [{ path: 'sizing', message: expect.stringMatching(/power of 0.95 .* have 0\.9\d\d/) as string }];
  await expect(conduct.studies.freeze(study.coordinator, study.id, signing())).rejects.toMatchObject({ issues: underpowered }); // prettier-ignore
  await conduct.planning.change(study.coordinator, study.id, { protocol: sized(0.8) });
  await conduct.studies.freeze(study.coordinator, study.id, signing());
});
afterAll(() => installation.close());

/** With a subgroup and a sizing. */
const sized = (power: number): string => `${protocolText(8, 3)}
  subgroups: [{ id: by-grade, name: Grade, by: grade, endpoints: [sensitivity, specificity] }]
  sizing:
    endpoint: auc
    difference: 0.3
    power: ${power}
    assumptions: A pilot of 40 cases.
    components: { treatmentReader: 0.0005, error: 0.002, cov1: 0.001, cov2: 0.0008, cov3: 0.0006, cases: 40 }
`;

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
  const amended = sized(0.8).replace('subgroups: [', 'subgroups: [{ id: by-site, name: Site, by: site }, ');
  const amend = (protocol: string) =>
    conduct.studies.amend(study.coordinator, study.id, {
      protocol,
      reason: 'Asked by a reviewer',
      signature: signing(),
    });
  await expect(amend(amended)).rejects.toMatchObject({ issues: expect.arrayContaining([expect.objectContaining({ path: '/analysis/subgroups/0/id' })]) as unknown }); // prettier-ignore
  const added = sized(0.8).replace('specificity] }]', 'specificity] }, { id: by-site, name: Site, by: site }]');
  expect(await amend(added)).toMatchObject({ postHoc: true });
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

  expect(analysis.sizing).toMatchObject({ readers: 3, cases: 8, reached: { status: 'estimated' } });
  expect(analysis.subgroups).toMatchObject([
    { id: 'by-grade', specified: 'pre-specified', levels: [{ level: 'grade 2', cases: 8, positives: 4 }] },
    { id: 'by-site', specified: 'post-hoc', levels: [{ level: 'Hospital A', reads: 48 }] },
  ]);
  const whole = analysis.endpoints.map(({ id, comparison }) => ({ id, comparison }));
  expect(analysis.subgroups[1]?.levels[0]?.endpoints).toMatchObject(
    whole.filter(({ id }) => !/-(right|wrong)$/.test(id)),
  );

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
  expect(await conduct.record.verification(study.id)).toMatchObject({ verified: true });
});
