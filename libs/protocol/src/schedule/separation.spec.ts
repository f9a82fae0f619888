import { sampleProtocol } from '../../testing/sample-protocol.js';
import { protocolRules } from '../rules/protocol-rules.js';
import { brokenPromises } from './promises.js';
import { deriveSchedule, type ScheduleInput } from './schedule.js';

const washout = { days: 0, justification: 'simulated readers' };
type Design = ScheduleInput['protocol']['design'];

function inputOf(design: Partial<Design>, cases = 10, conditions = 2): ScheduleInput {
  const protocol = sampleProtocol((p) => ({
    ...p,
    conditions: Array.from({ length: conditions }, (_, i) => ({ id: `c${i}`, name: `C${i}` })),
    analysis: { ...p.analysis, comparison: { from: 'c0', to: 'c1' } },
    cases: { ...p.cases, planned: cases },
    design: { ...p.design, sessions: conditions, washout, ...design } as Design,
  }));
  return {
    freezeHash: 'a'.repeat(64),
    seed: 'seed',
    protocol,
    readers: [{ number: 1 }, { number: 2 }],
    cases: Array.from({ length: cases }, (_, i) => ({ number: i + 1, stratum: i % 3 ? 'negative' : 'positive' })),
  };
}

const refusals = ({ protocol }: ScheduleInput): string[] =>
  protocolRules(protocol).map(({ path, message }) => `${path.join('.')}: ${message}`);

test.each([
  ['over sessions without a washout', {}, 9],
  ['over mixed sessions', { order: 'mixed' }, 9],
  [
    'in a session of mixed conditions',
    { order: 'mixed', washout: { days: 28 }, repeats: { cases: 3, place: 'same-session', justification: 'short' } },
    9,
  ],
  [
    'in a block of one condition',
    { washout: { days: 28 }, repeats: { cases: 3, place: 'same-session', justification: 'short' } },
    4,
  ],
  [
    'before repeats without a washout',
    { washout: { days: 28 }, repeats: { cases: 4, place: 'own-sessions', washout } },
    3,
  ],
] as [string, Partial<Design>, number][])(
  '%s, the most that can be promised is kept, and one more is refused',
  (_, design, most) => {
    const possible = inputOf({ ...design, separation: most } as Partial<Design>);
    expect(refusals(possible)).toEqual([]);
    for (let seed = 0; seed < 20; seed++)
      expect(brokenPromises(deriveSchedule({ ...possible, seed: `${seed}` }), possible)).toEqual([]);
    expect(refusals(inputOf({ ...design, separation: most + 1 } as Partial<Design>))).toEqual([
      expect.stringMatching(new RegExp(`^design.separation: .*at most ${most}$`)),
    ]);
  },
);

test('an odd number of conditions in blocks cannot be kept apart without a washout', () => {
  const odd = inputOf({ separation: 2 }, 12, 3);
  expect(refusals(odd)).toEqual([expect.stringMatching(/odd number of conditions.*mixed/)]);
  expect(refusals(inputOf({ separation: 2, order: 'mixed' }, 12, 3))).toEqual([]);
});

test('where the order is free, no place in a session tells the truth of a case', () => {
  const early = Array.from({ length: 400 }, (_, seed) => {
    const { sessions } = deriveSchedule({ ...inputOf({ washout: { days: 28 } }, 30), seed: `${seed}` });
    const reads = sessions.flatMap((session) => session.reads.filter(({ position }) => position <= 5));
    return reads.filter((read) => (read.case - 1) % 3 === 0).length / reads.length;
  });
  const mean = early.reduce((sum, share) => sum + share, 0) / early.length;
  expect(Math.abs(mean - 1 / 3)).toBeLessThan(0.015); // 8,000 reads: 0.005 is one standard error
});
