import fc from 'fast-check';
import { estimated, isEstimated, mrmcData, notEstimable } from '../data/index.js';
import { sensitivity } from '../figures/index.js';
import { analyzeMrmc } from '../mrmc/index.js';
import {
  analysisSet,
  InvalidEstimand,
  sensitivityAnalysis,
  type AnalysisSet,
  type AssignedRead,
  type Estimand,
  type IncompleteRule,
} from './index.js';

const planned: Estimand = {
  set: 'all-assigned',
  rules: { missing: 'wrong', excused: 'leave-out', 'technical-failure': 'leave-out-pair' },
  scale: { min: 0, max: 1 },
  claim: 'aided',
};
const read = (
  reader: string,
  treatment: string,
  id: string,
  outcome: AssignedRead['outcome'],
  more: Partial<AssignedRead> = {},
): AssignedRead => ({ reader, treatment, case: id, positive: id.startsWith('p'), outcome, ...more });
const done = (rating: number) => ({ kind: 'completed', rating }) as const;

const reads = [
  read('a', 'unaided', 'p1', done(1)),
  read('a', 'aided', 'p1', { kind: 'missing' }),
  read('a', 'unaided', 'n1', done(0)),
  read('a', 'aided', 'n1', { kind: 'missing' }),
  read('a', 'unaided', 'p2', done(1)),
  read('a', 'aided', 'p2', { kind: 'technical-failure' }),
  read('b', 'unaided', 'p1', done(1), { majorDeviation: true }),
  read('b', 'aided', 'p1', done(1)),
  read('b', 'unaided', 'n1', { kind: 'excused' }),
  read('b', 'aided', 'n1', done(0)),
  read('b', 'unaided', 'p2', done(0)),
  read('b', 'aided', 'p2', done(1)),
];
const labels = (set: AnalysisSet) =>
  set.readings.map(({ reader, treatment, case: id, rating }) => `${reader} ${treatment} ${id} ${rating}`);
const withRule = (rule: IncompleteRule): Estimand => ({
  ...planned,
  rules: { missing: rule, excused: rule, 'technical-failure': rule },
});

describe('analysisSet', () => {
  test('each kind of incomplete read by its own rule', () => {
    const set = analysisSet(reads, planned);
    expect(labels(set)).toEqual([
      'a unaided p1 1',
      'a aided p1 0',
      'a unaided n1 0',
      'a aided n1 1',
      'b unaided p1 1',
      'b aided p1 1',
      'b aided n1 0',
      'b unaided p2 0',
      'b aided p2 1',
    ]);
    expect(set.warnings).toEqual(['3 of 12 reads (25.0%) are left out', '2 of 12 reads (16.7%) are filled in by rule']);
    expect(set.account[1]).toEqual({
      treatment: 'aided',
      assigned: 6,
      completed: 3,
      missing: 2,
      excused: 0,
      technicalFailures: 1,
      majorDeviations: 0,
      analysed: 5,
      filledIn: 2,
    });
  });

  test('per protocol keeps pairs of completed reads without major deviation', () => {
    expect(labels(analysisSet(reads, { ...planned, set: 'per-protocol' }))).toEqual(['b unaided p2 0', 'b aided p2 1']);
    const single = analysisSet(reads, { ...planned, set: 'per-protocol', leavingOut: 'leave-out' });
    expect(single.readings).toHaveLength(7);
  });

  test('the worst case is wrong under the claimed treatment and right under the other', () => {
    const filled = labels(analysisSet(reads, withRule('against-claim')));
    expect(filled).toEqual(expect.arrayContaining(['a aided p1 0', 'a aided n1 1', 'b unaided n1 0']));
    const best = labels(analysisSet(reads, withRule('for-claim')));
    expect(best).toEqual(expect.arrayContaining(['a aided p1 1', 'a aided n1 0', 'b unaided n1 1']));
  });

  test('leaving out cases leaves a crossed study', () => {
    expect(labels(analysisSet(reads, withRule('leave-out-case')))).toEqual([]);
    expect(analysisSet(reads, withRule('leave-out-case')).warnings).toContain('no read is left to analyse');
  });

  const outcome = fc.oneof(
    fc.constantFrom(0, 1).map(done),
    fc.constantFrom('missing', 'excused', 'technical-failure').map((kind) => ({ kind }) as AssignedRead['outcome']),
  );
  const drawn = fc
    .array(fc.tuple(outcome, outcome, fc.boolean()), { minLength: 1, maxLength: 20 })
    .map((pairs) =>
      pairs.flatMap(([first, second, majorDeviation], i) => [
        read('r', 'unaided', `${i % 2 ? 'p' : 'n'}${i}`, first, { majorDeviation }),
        read('r', 'aided', `${i % 2 ? 'p' : 'n'}${i}`, second),
      ]),
    );

  test('filling in analyses every assigned read, leaving out none that is incomplete', () => {
    fc.assert(
      fc.property(drawn, fc.constantFrom('wrong', 'right', 'against-claim', 'for-claim'), (assigned, rule) => {
        expect(analysisSet(assigned, withRule(rule as IncompleteRule)).readings).toHaveLength(assigned.length);
        const completed = assigned.filter((one) => one.outcome.kind === 'completed').length;
        expect(analysisSet(assigned, withRule('leave-out')).readings).toHaveLength(completed);
        expect(analysisSet(assigned, withRule('leave-out-pair')).readings.length).toBeLessThanOrEqual(completed);
      }),
    );
  });

  test('refuses nonsense', () => {
    expect(() => analysisSet(reads, { ...planned, claim: 'robot' })).toThrow(InvalidEstimand);
    expect(() => analysisSet(reads, { ...planned, scale: { min: 1, max: 1 } })).toThrow(InvalidEstimand);
    expect(() => analysisSet([read('a', 'aided', 'p1', done(7))], planned)).toThrow(InvalidEstimand);
  });
});

describe('sensitivityAnalysis', () => {
  /** Four readers, 30 positive cases; aided reads right more often, the first `holes` aided reads of each reader missing. */
  const study = (holes: number) =>
    ['a', 'b', 'c', 'd'].flatMap((reader, j) =>
      Array.from({ length: 30 }, (_, k) => [
        read(reader, 'unaided', `p${k}`, done((k * 7 + j * 3) % 10 < 5 + (j % 2) ? 1 : 0)),
        read(reader, 'aided', `p${k}`, k < holes ? { kind: 'missing' } : done((k * 7 + j * 3) % 10 < 9 ? 1 : 0)),
      ]).flat(),
    );
  const analyse = (readings: AnalysisSet['readings']) => {
    const result = analyzeMrmc(mrmcData(readings), { figure: sensitivity(1) });
    const difference = result.differences.find(({ analysis }) => analysis === 'RRRC');
    if (difference === undefined) return notEstimable('one treatment alone');
    if (difference.status === 'not-estimable') return notEstimable(difference.reason);
    const sign = difference.a === 'aided' ? 1 : -1;
    return estimated({ gain: sign * difference.estimate, p: difference.p });
  };
  const isShown = ({ gain, p }: { gain: number; p: number }) => gain > 0 && p < 0.05;
  const rules = { missing: 'leave-out-case', excused: 'leave-out', 'technical-failure': 'leave-out' } as const;
  const run = (holes: number) => sensitivityAnalysis(study(holes), { ...planned, rules }, analyse, isShown);

  test('without missing reads all scenarios say the same', () => {
    const { scenarios, robust } = run(0);
    const gains = scenarios.map(({ result }) => (isEstimated(result) ? result.gain : undefined));
    expect(new Set(gains).size).toBe(1);
    expect(robust).toBe(true);
  });

  test('the worst case bounds the gain from below, the best from above', () => {
    const { scenarios } = run(4);
    const gain = (name: string) => {
      const result = scenarios.find((scenario) => scenario.name === name)!.result;
      return isEstimated(result) ? result.gain : Number.NaN;
    };
    expect(gain('worst-case')).toBeLessThan(gain('as-planned'));
    expect(gain('best-case')).toBeGreaterThanOrEqual(gain('all-wrong'));
    expect(gain('worst-case')).toBeLessThanOrEqual(gain('all-wrong'));
    expect(gain('complete-cases')).toBe(gain('as-planned'));
  });

  test('with many missing reads the claim is not robust', () => {
    const { robust, scenarios } = run(12);
    expect(scenarios[0]).toMatchObject({ name: 'as-planned', result: { status: 'estimated' } });
    expect(robust).toBe(false);
  });

  test('nothing to analyse is not estimable', () => {
    const { scenarios, robust } = run(30);
    expect(scenarios[0]!.result).toEqual({ status: 'not-estimable', reason: 'no read is left to analyse' });
    expect(robust).toBeNull();
  });
});
