import { sampleProtocol } from '../../testing/sample-protocol.js';
import { scheduleInputOf, verifySchedule, type FrozenStudy } from './frozen-study.js';
import { deriveSchedule, scheduleGenerators } from './schedule.js';

const frozen: FrozenStudy = {
  protocol: sampleProtocol((p) => ({ ...p, design: { ...p.design, stratify: ['truth', 'grade', 'scanner'] } })),
  freezeHash: 'c'.repeat(64),
  seed: 'drawn',
  readers: [{ number: 1 }, { number: 2, stratum: 'junior' }],
  cases: [1, 2, 3, 4].map((number) => ({ number, id: `case ${number}` })),
  reference: [
    { caseId: 'case 1', positive: true, grade: 3, site: 'A', attributes: { scanner: '3 T' } },
    { caseId: 'case 2', positive: false, grade: 0, site: 'A', attributes: {} },
    { caseId: 'case 3', positive: false, grade: null, site: null },
  ],
};

test('strata are what the design names, in its order; what is unknown is a stratum too', () => {
  expect(scheduleInputOf(frozen).cases.map(({ stratum }) => stratum)).toEqual([
    'positive|3|3 T',
    'negative|0|',
    'negative||',
    'unknown||',
  ]);
});

test('a stored schedule is found the same, under any generator, and named where one read was changed', () => {
  const input = scheduleInputOf(frozen);
  for (const generator of scheduleGenerators) {
    const stored = deriveSchedule(input, generator);
    expect(verifySchedule(stored, input)).toMatchObject({ difference: null, broken: [] });
    const [first, ...others] = stored.sessions;
    const reads = first!.reads.map((read) => (read.position === 2 ? { ...read, case: 9 } : read));
    const changed = { ...stored, sessions: [{ ...first!, reads }, ...others] };
    const verification = verifySchedule(changed, input);
    expect(verification.difference).toBe('reader 1, session 1, position 2');
    expect(verification.derivedHash).not.toBe(verification.storedHash);
    expect(verifySchedule({ ...stored, sessions: stored.sessions.slice(1) }, input).difference).toBe(
      'reader 1, session 1 is not there',
    );
  }
  expect(() => verifySchedule({ generator: 'other/9', sessions: [] }, input)).toThrow(/no generator/);
});
