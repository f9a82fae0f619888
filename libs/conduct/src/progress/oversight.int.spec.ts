import { startTestInstallation, type TestInstallation } from '../../testing/test-installation.js';
import { openOf, startStudy, submission, type TestStudy } from '../../testing/test-study.js';

let installation: TestInstallation;
let study: TestStudy;
/** Active seconds of each reader's reads in their first session, in order: the fifth of the first reader's takes a second. */
const seconds = [
  [20, 22, 18, 25, 1, 19, 21, 24, 17, 20, 23, 26],
  [19, 23, 27, 20, 21, 18, 22, 24, 16, 25, 20, 21],
];

beforeAll(async () => {
  installation = await startTestInstallation();
  study = await startStudy(installation, 12, 2);
});
afterAll(() => installation.close());

test('a study that nobody has read has nothing that stands out', async () => {
  expect(await installation.conduct.progress.oversight(study.id)).toEqual({
    ...{ days: [], unusual: [], compared: 0, excused: 0, deviations: 0, deviationsByKind: [] },
    problems: { open: 0, resolved: 0 },
  });
});

test('reads are counted by day and reader; the fast one is found, and nothing tells its case or condition', async () => {
  const { conduct, clock } = installation;
  const submitted = [0, 0];
  for (const [index, reader] of study.readers.entries()) {
    let read = openOf(await conduct.reading.begin(reader, study.id));
    for (const active of seconds[index]!) {
      clock.advance({ seconds: active + 10 });
      const sent = submission(read, clock.now(), active);
      const { next } = await conduct.reading.submit(reader, study.id, read.id, sent);
      submitted[index]! += 1;
      if (next.state !== 'reading') break;
      read = next.read;
    }
  }
  await conduct.reading.report(study.readers[1]!, study.id, { kind: 'page', text: 'The page is slow' });
  const found = await conduct.progress.oversight(study.id);
  expect(found.compared).toBe(24);
  expect(found.unusual).toEqual([{ reader: 1, session: 1, position: 5, time: 'fast' }]);
  const ofReader = (number: number) =>
    found.days.filter(({ reader }) => reader === number).reduce((sum, day) => sum + day.submitted, 0);
  expect([ofReader(1), ofReader(2)]).toEqual(submitted);
  expect(found.days.map(({ date }) => date)).toEqual([...found.days.map(({ date }) => date)].sort());
  expect(found.problems).toEqual({ open: 1, resolved: 0 });
});
