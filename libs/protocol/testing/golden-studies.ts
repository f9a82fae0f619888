import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deriveSchedule, scheduleGenerators, type Schedule, type ScheduleInput } from '../src/schedule/schedule.js';
import { sampleProtocol } from './sample-protocol.js';

/** Schedules as released generators made them. Never made anew: a generator that moves a read is a new one, with files of its own. */
export const goldenFolder = join(dirname(fileURLToPath(import.meta.url)), 'golden');

export interface GoldenSchedule {
  readonly input: ScheduleInput;
  readonly schedule: Schedule;
}

type Design = ScheduleInput['protocol']['design'];
const shared = { order: 'blocked' as const, separation: 0, stratify: ['truth', 'site'] };
const washout = { days: 28 };
const counterbalance = 'within-session';

const designs: readonly [name: string, design: Design, conditions?: number, more?: Partial<ScheduleInput>][] = [
  ['crossover', { kind: 'crossover', sessions: 2, washout, counterbalance, ...shared }],
  ['crossover-three', { kind: 'crossover', sessions: 3, washout, counterbalance: 'between-readers', ...shared }, 3],
  [
    'crossover-repeats',
    {
      kind: 'crossover',
      sessions: 4,
      washout,
      counterbalance,
      ...shared,
      order: 'mixed',
      separation: 3,
      repeats: { cases: 3, place: 'own-sessions' },
    },
  ],
  ['sequential', { kind: 'sequential', sessions: 2, stages: ['c0', 'c1'], ...shared, blockSize: 3 }],
  ['concurrent', { kind: 'concurrent', sessions: 2, ...shared, order: 'mixed' }],
  ['parallel', { kind: 'parallel', sessions: 1, ...shared, casesPerReader: 7 }],
  [
    'split-plot',
    { kind: 'split-plot', sessions: 1, plots: 2, within: { kind: 'sequential', stages: ['c0', 'c1'] }, ...shared },
    2,
    { readers: [1, 2, 3, 4].map((number) => ({ number, stratum: number % 2 ? 'junior' : 'senior' })) },
  ],
  [
    'replaced-reader',
    { kind: 'crossover', sessions: 2, washout, counterbalance, ...shared },
    2,
    { readers: [{ number: 1 }, { number: 2 }, { number: 3, replaces: 2 }] },
  ],
];

/** The studies of the golden files, by name and generator. */
export function goldenStudies(): { readonly name: string; readonly golden: GoldenSchedule }[] {
  const present = designs.map(([name, design, conditions = 2, more]) =>
    goldenOf(name, 2, inputOf(design, conditions, more)),
  );
  const [, first] = designs[0] as (typeof designs)[number];
  return [goldenOf('crossover', 1, inputOf(first, 2)), ...present];
}

function goldenOf(name: string, version: 1 | 2, input: ScheduleInput) {
  const generator = scheduleGenerators[version - 1] as string;
  return { name: `${version}-${name}.json`, golden: { input, schedule: deriveSchedule(input, generator) } };
}

function inputOf(design: Design, conditions: number, more: Partial<ScheduleInput> = {}): ScheduleInput {
  return {
    freezeHash: '0'.repeat(64),
    seed: 'lectern',
    protocol: sampleProtocol((p) => ({
      ...p,
      design,
      conditions: Array.from({ length: conditions }, (_, i) => ({ id: `c${i}`, name: `Condition ${i}` })),
    })),
    readers: [1, 2, 3].map((number) => ({ number })),
    cases: Array.from({ length: 12 }, (_, i) => ({
      number: i + 1,
      stratum: `${i % 3 ? 'negative' : 'positive'}|${i % 2 ? 'A' : 'B'}`,
    })),
    ...more,
  };
}
