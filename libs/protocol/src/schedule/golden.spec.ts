import { canonicalJson } from '@lectern/evidence';
import { readdirSync, readFileSync } from 'node:fs';
import { goldenFolder, goldenStudies, type GoldenSchedule } from '../../testing/golden-studies.js';
import { brokenPromises } from './promises.js';
import { deriveSchedule, scheduleGenerators, SCHEDULE_GENERATOR } from './schedule.js';

const files = readdirSync(goldenFolder).filter((name) => name.endsWith('.json'));
const read = (name: string): GoldenSchedule =>
  JSON.parse(readFileSync(`${goldenFolder}/${name}`, 'utf8')) as GoldenSchedule;

test('there is a golden schedule for each design under the present generator, and for each generator', () => {
  const golden = files.map(read);
  const present = golden.filter(({ schedule }) => schedule.generator === SCHEDULE_GENERATOR);
  expect(new Set(present.map(({ input }) => input.protocol.design.kind))).toEqual(
    new Set(['crossover', 'sequential', 'concurrent', 'parallel', 'split-plot']),
  );
  expect(new Set(golden.map(({ schedule }) => schedule.generator))).toEqual(new Set(scheduleGenerators));
  expect(files).toHaveLength(goldenStudies().length);
});

test.each(files)('%s comes out again to the byte', (name) => {
  const { input, schedule } = read(name);
  expect(canonicalJson(deriveSchedule(input, schedule.generator))).toBe(canonicalJson(schedule));
  if (schedule.generator === SCHEDULE_GENERATOR) expect(brokenPromises(schedule, input)).toEqual([]);
});
