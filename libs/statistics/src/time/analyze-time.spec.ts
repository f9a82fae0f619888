import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEstimated } from '../data/estimable.js';
import { pairedT, signedRank } from '../paired/index.js';
import { analyzeTime, type TimedReading } from './index.js';

/** 4 readers, 6 cases, a crossover: times as drawn, in the order reader, case, condition. */
function crossover(times: readonly (number | null)[]): TimedReading[] {
  return times.map((value, i) => {
    const [reader, which, aided] = [Math.floor(i / 12), Math.floor(i / 2) % 6, i % 2];
    return {
      reader: `r${reader}`,
      case: `c${which}`,
      condition: aided ? 'aided' : 'unaided',
      period: (reader + which + aided) % 2 === 0 ? '1' : '2',
      seconds: { active: value },
    };
  });
}
const times = fc.array(fc.double({ min: 2, max: 300, noNaN: true }), { minLength: 48, maxLength: 48 });
const steady = Array.from({ length: 48 }, (_, i) => 60 * Math.exp(Math.sin(i * 12.9898) / 3 - (i % 2) / 4));

describe('analyzeTime', () => {
  test('the ratio turns over with the conditions; another unit of time changes means only', () => {
    fc.assert(
      fc.property(times, (drawn) => {
        const there = analyzeTime(crossover(drawn), { conditions: ['aided', 'unaided'] });
        const back = analyzeTime(crossover(drawn.map((t) => t * 60)).reverse(), { conditions: ['unaided', 'aided'] });
        const [x, y] = [there.ratios[0]!.result, back.ratios[0]!.result];
        if (!isEstimated(x) || !isEstimated(y)) throw new Error('not estimable');
        expect(x.logEstimate).toBeCloseTo(-y.logEstimate, 6);
        expect(x.p).toBeCloseTo(y.p, 4);
        const [mean, scaled] = [there.conditions[0]!.geometricMean, back.conditions[1]!.geometricMean];
        if (!isEstimated(mean) || !isEstimated(scaled)) throw new Error('not estimable');
        expect(scaled.estimate / mean.estimate).toBeCloseTo(60, 4);
        expect(back.conditions[1]!.median! / there.conditions[0]!.median!).toBeCloseTo(60, 8);
      }),
      { numRuns: 15 },
    );
  });

  test('times without a logarithm are flagged and left out', () => {
    const analysis = analyzeTime(crossover([0, -3, null, Number.NaN, ...steady.slice(4)]));
    expect(analysis.flagged.map((flag) => flag.reason)).toEqual(['zero', 'negative', 'missing', 'not a finite number']);
    expect(analysis.conditions.reduce((sum, { reads }) => sum + reads, 0)).toBe(44);
    expect(analysis.warnings[0]).toContain('4 reads have no usable time');
    expect(isEstimated(analysis.ratios[0]!.result)).toBe(true);
  });

  test('a second rule is a sensitivity analysis of its own', () => {
    const reads = crossover(steady).map((read) => ({ ...read, seconds: { active: read.seconds['active']!, elapsed: read.seconds['active']! * (read.condition === 'aided' ? 2 : 1) } })); // prettier-ignore
    const analysis = analyzeTime(reads, { rule: 'active', conditions: ['aided', 'unaided'] });
    const [primary, other] = [analysis.ratios[0]!.result, analysis.sensitivity[0]!.ratios[0]!.result];
    if (!isEstimated(primary) || !isEstimated(other)) throw new Error('not estimable');
    expect(analysis.sensitivity.map(({ rule }) => rule)).toEqual(['elapsed']);
    expect(other.ratio / primary.ratio).toBeCloseTo(2, 6);
  });

  test('period and carry-over are found where they were put', () => {
    const reads = crossover(steady).map((read) => {
      const carried = read.period === '2' && read.condition === 'aided' ? 0.5 : 1;
      return { ...read, seconds: { active: read.seconds['active']! * carried * (read.period === '2' ? 0.8 : 1) } };
    });
    const plain = analyzeTime(crossover(steady), { conditions: ['aided', 'unaided'] });
    const analysis = analyzeTime(reads, { conditions: ['aided', 'unaided'] });
    const effect = (result: typeof plain): number => (isEstimated(result.carryOver) ? result.carryOver.effects[0]!.estimate : Number.NaN); // prettier-ignore
    expect(effect(analysis) - effect(plain)).toBeCloseTo(Math.log(0.5), 6);
    expect(analysis.period.map(({ term }) => term)).toEqual(['period 2']);
  });

  test('one reader, one condition, no reads: reasons and warnings, never NaN', () => {
    const one = analyzeTime(crossover(steady.slice(0, 12)));
    expect(isEstimated(one.ratios[0]!.result)).toBe(true);
    expect(one.warnings.some((warning) => warning.includes('reader is left out'))).toBe(true);
    expect(one.ratios[0]!.readerLevel.pairedT.status).toBe('not-estimable');
    const aided = analyzeTime(crossover(steady), { conditions: ['aided', 'other'] });
    expect(aided.ratios[0]!.result).toMatchObject({ status: 'not-estimable' });
    expect(analyzeTime([]).model).toMatchObject({ status: 'not-estimable' });
    expect(analyzeTime(crossover(Array<number>(48).fill(30))).model).toMatchObject({ status: 'not-estimable' });
  });
});

describe('paired tests', () => {
  test('signed rank: exact distribution, with and without ties', () => {
    expect(signedRank([1, 2, 3, 4, 5])).toMatchObject({ statistic: 15, p: 2 / 32 });
    expect(signedRank([1, 1, 1])).toMatchObject({ statistic: 6, p: 0.25 });
    expect(signedRank([1, -1])).toMatchObject({ statistic: 1.5, p: 1 });
    expect(signedRank([0, 0])).toMatchObject({ status: 'not-estimable' });
  });

  test('exact and normal p values meet where the method changes', () => {
    const differences = Array.from({ length: 51 }, (_, i) => (i + 1) * (i % 3 === 0 ? -1 : 1));
    const [exact, normal] = [signedRank(differences.slice(1)), signedRank(differences)];
    if (!isEstimated(exact) || !isEstimated(normal)) throw new Error('not estimable');
    expect([exact.method, normal.method]).toEqual(['Wilcoxon signed rank, exact', 'Wilcoxon signed rank, normal with continuity correction']); // prettier-ignore
    expect(Math.abs(exact.p - normal.p)).toBeLessThan(0.01);
  });

  test('equal differences, or one alone, have no t test', () => {
    expect(pairedT([2, 2, 2])).toMatchObject({ status: 'not-estimable' });
    expect(pairedT([2])).toMatchObject({ status: 'not-estimable' });
  });
});

test('an interval without a bound in seconds is not estimable, never Infinity', () => {
  const times: readonly [string, string, string, number][] = [
    ['0', '0', '1', 1e9],
    ['1', '1', '1', 1e9],
    ['0', '2', '1', 0.5],
    ['0', '0', '0', 1e9],
    ['1', '1', '0', 30],
  ];
  const [condition] = analyzeTime(
    times.map(([reader, one, period, active]) => ({ reader, case: one, condition: 'a', period, seconds: { active } })),
  ).conditions;
  expect(condition?.geometricMean).toEqual({ status: 'not-estimable', reason: expect.stringContaining('no bound') });
});

test('with few readers the warning says what simulations found', () => {
  const reads = ['1', '2', '3'].flatMap((reader) =>
    ['a', 'b'].flatMap(
      (condition) =>
      ['x', 'y', 'z'].map((one, c) => ({ reader, case: one, condition, seconds: { active: 10 + 3 * c + Number(reader) + (condition === 'a' ? 1 : 0) * c } })), // prettier-ignore
    ),
  );
  expect(analyzeTime(reads).warnings.join()).toMatch(/^.*3 readers: with three the model's test rejected in 11 to 14/);
});
