import fc from 'fast-check';
import { draws, studyOf } from '../../testing/random-study.js';
import { brokenPromises } from './promises.js';
import { deriveSchedule, type Schedule, type ScheduledRead, type ScheduleInput } from './schedule.js';

/** Studies whose protocols are accepted, always the same. */
const planned = (count: number): ScheduleInput[] =>
  fc
    .sample(draws, { numRuns: count * 8, seed: 11 })
    .flatMap((draw) => {
      const study = studyOf(draw);
      return study.outcome === 'planned' && draw.training + draw.qualification === 0 ? [study.input] : [];
    })
    .slice(0, count);

type Change = (reads: readonly ScheduledRead[], all: Schedule, input: ScheduleInput) => readonly ScheduledRead[];

/** Replaces the reads of the first session. */
const changed = (schedule: Schedule, input: ScheduleInput, change: Change): Schedule => ({
  ...schedule,
  sessions: schedule.sessions.map((session, index) =>
    index === 0 ? { ...session, reads: change(session.reads, schedule, input) } : session,
  ),
});
const replaceFirst = (reads: readonly ScheduledRead[], change: Partial<ScheduledRead>): readonly ScheduledRead[] =>
  reads.map((read, index) => (index === 0 ? { ...read, ...change } : read));

const changes: Record<string, Change> = {
  'a read is left out': (reads) => reads.slice(1).map((read, index) => ({ ...read, position: index + 1 })),
  'a read is there twice': (reads) => [...reads, { ...(reads[0] as ScheduledRead), position: reads.length + 1 }],
  'a read has another condition': (reads, _, { protocol }) =>
    replaceFirst(reads, { condition: protocol.conditions.find(({ id }) => id !== reads[0]?.condition)!.id }),
  'a case is read that is none of the study': (reads) => replaceFirst(reads, { case: 9999 }),
  'positions do not count': (reads) => replaceFirst(reads, { position: 7 }),
  'the first block is not the first': (reads) => replaceFirst(reads, { block: 3 }),
  'stages are others': (reads) => replaceFirst(reads, { stages: ['c9', 'c8'] }),
};

test.each(Object.entries(changes))('is found: %s', (_, change) => {
  const inputs = planned(15);
  expect(inputs).toHaveLength(15);
  for (const input of inputs) {
    const schedule = deriveSchedule(input);
    expect(brokenPromises(schedule, input)).toEqual([]);
    expect(brokenPromises(changed(schedule, input, change), input)).not.toEqual([]);
  }
});

test('is found: a whole session of one reader given to another order of conditions', () => {
  const inputs = planned(120).filter(({ protocol: { design } }) => design.kind === 'crossover');
  expect(inputs.length).toBeGreaterThan(5);
  for (const input of inputs) {
    const { generator, sessions } = deriveSchedule(input);
    const ids = input.protocol.conditions.map(({ id }) => id);
    const next = (id: string): string => ids[(ids.indexOf(id) + 1) % ids.length] as string;
    const swap = (read: ScheduledRead): ScheduledRead => ({ ...read, condition: next(read.condition) });
    const broken = sessions.map((session, index) =>
      index === 0 ? { ...session, reads: session.reads.map(swap) } : session,
    );
    expect(brokenPromises({ generator, sessions: broken }, input)).not.toEqual([]);
  }
});
