import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEstimated } from '../data/estimable.js';
import { analyzeConfidence, type ConfidenceAnswer } from './index.js';

/** 3 readers, 8 cases, 2 conditions. */
function crossed(
  values: readonly number[],
  correct = (_: number): boolean | undefined => undefined,
): ConfidenceAnswer[] {
  return values.map((confidence, i) => {
    const right = correct(i);
    return {
      reader: `r${Math.floor(i / 16)}`,
      case: `c${Math.floor(i / 2) % 8}`,
      condition: i % 2 === 0 ? 'aided' : 'unaided',
      confidence,
      ...(right === undefined ? {} : { correct: right }),
    };
  });
}
const values = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 48, maxLength: 48 });

describe('analyzeConfidence', () => {
  test('swapping conditions, or turning the scale round, flips the sign', () => {
    fc.assert(
      fc.property(values, (drawn) => {
        const there = analyzeConfidence(crossed(drawn), { conditions: ['aided', 'unaided'] }).strata[0]!
          .comparisons[0]!;
        const back = analyzeConfidence(crossed(drawn).reverse(), { conditions: ['unaided', 'aided'] }).strata[0]!.comparisons[0]!; // prettier-ignore
        const turned = analyzeConfidence(crossed(drawn.map((value) => 6 - value))).strata[0]!.comparisons[0]!;
        const [x, y, z] = [there.mixed, back.mixed, turned.mixed];
        if (!isEstimated(x) || !isEstimated(y) || !isEstimated(z)) return expect([x, y, z].every((odds) => odds.status === 'not-estimable')).toBe(true); // prettier-ignore
        expect(y.logOdds).toBeCloseTo(-x.logOdds, 6);
        expect(z.logOdds).toBeCloseTo(-x.logOdds, 6);
        expect(y.oddsRatio * x.oddsRatio).toBeCloseTo(1, 6);
        for (const odds of [x, y, z]) expect(odds.model.score).toBeLessThanOrEqual(1e-10);
      }),
      { numRuns: 8 },
    );
  });

  test('only the order of the categories counts', () => {
    const drawn = Array.from({ length: 48 }, (_, i) => 1 + ((i * 7 + (i % 2)) % 5));
    const [plain, stretched] = [drawn, drawn.map((value) => value ** 3)].map((set) => analyzeConfidence(crossed(set)).strata[0]!.comparisons[0]!.mixed); // prettier-ignore
    if (!isEstimated(plain!) || !isEstimated(stretched!)) throw new Error('not estimable');
    expect(stretched.logOdds).toBeCloseTo(plain.logOdds, 10);
  });

  test('splits by right and wrong where reads say so', () => {
    const drawn = Array.from({ length: 48 }, (_, i) => 1 + ((i * 7) % 5));
    const { strata } = analyzeConfidence(crossed(drawn, (i) => i % 3 !== 0));
    expect(strata.map(({ answers }) => answers)).toEqual(['all', 'right', 'wrong']);
    expect(strata.map(({ conditions }) => conditions.reduce((sum, { reads }) => sum + reads, 0))).toEqual([48, 32, 16]);
    expect(analyzeConfidence(crossed(drawn)).strata).toHaveLength(1);
  });

  test('separation, a constant scale, one reader and missing confidence are reasons or warnings', () => {
    const separated = analyzeConfidence(crossed(Array.from({ length: 48 }, (_, i) => (i % 2 === 0 ? 5 : 1))));
    expect(separated.strata[0]!.comparisons[0]!.mixed).toMatchObject({ status: 'not-estimable' });
    expect(separated.strata[0]!.comparisons[0]!.fixed).toMatchObject({ reason: expect.stringContaining('separation') });
    const constant = analyzeConfidence(crossed(Array<number>(48).fill(3)));
    expect(constant.strata[0]!.comparisons[0]!.mixed).toEqual({ status: 'not-estimable', reason: 'every outcome is the same' }); // prettier-ignore
    const drawn = Array.from({ length: 16 }, (_, i) => 1 + ((i * 7) % 5));
    const one = analyzeConfidence(crossed(drawn)).strata[0]!.comparisons[0]!;
    expect(one.readerLevel).toMatchObject({ status: 'not-estimable' });
    expect(one.fixed.status).toBe('estimated');
    expect(analyzeConfidence(crossed([Number.NaN, ...drawn])).warnings).toEqual(['1 reads without a confidence are left out']); // prettier-ignore
    expect(analyzeConfidence([]).strata[0]!.comparisons).toEqual([]);
  });
});
