import fc from 'fast-check';
import { estimated, isEstimated, notEstimable } from '../data/index.js';
import {
  coPrimary,
  equivalence,
  hierarchical,
  hochberg,
  holm,
  InvalidHypothesis,
  nonInferiority,
  superiority,
  type NamedP,
} from './index.js';

const difference = (estimate: number, se: number, df: number | null = null) => estimated({ estimate, se, df });
const shown = (test: ReturnType<typeof superiority>) => {
  if (!isEstimated(test)) throw new Error(test.reason);
  return test.shown;
};
const estimates = fc.double({ min: -1, max: 1, noNaN: true });
const errors = fc.double({ min: 0.01, max: 1, noNaN: true });
const freedom = fc.option(fc.double({ min: 1, max: 200, noNaN: true }));

describe('one hypothesis', () => {
  test('is shown if and only if its interval lies within the claim', () => {
    fc.assert(
      fc.property(estimates, errors, freedom, fc.double({ min: 0.01, max: 1, noNaN: true }), (d, se, df, margin) => {
        const value = difference(d, se, df);
        const tests = {
          superior: superiority(value),
          lower: superiority(value, { better: 'lower' }),
          notInferior: nonInferiority(value, { margin }),
          notInferiorLower: nonInferiority(value, { margin, better: 'lower' }),
          equivalent: equivalence(value, { margin }),
        };
        const ci = (test: ReturnType<typeof superiority>) => (isEstimated(test) ? test.ci : [NaN, NaN]);
        expect(shown(tests.superior)).toBe(ci(tests.superior)[0]! > 0);
        expect(shown(tests.lower)).toBe(ci(tests.lower)[1]! < 0);
        expect(shown(tests.notInferior)).toBe(ci(tests.notInferior)[0]! > -margin);
        expect(shown(tests.notInferiorLower)).toBe(ci(tests.notInferiorLower)[1]! < margin);
        const [low, high] = ci(tests.equivalent) as [number, number];
        expect(shown(tests.equivalent)).toBe(low > -margin && high < margin);
      }),
    );
  });

  // By hand: t = 0.05 / 0.02 = 2.5 on 10 df, two-sided p = 0.0314468 (R: 2 * pt(-2.5, 10)).
  test('p values', () => {
    expect(superiority(difference(0.05, 0.02, 10))).toMatchObject({ p: expect.closeTo(0.03144684, 7), shown: true });
    expect(superiority(difference(-0.05, 0.02, 10))).toMatchObject({ shown: false });
    expect(superiority(difference(-0.05, 0.02, 10), { better: 'either' })).toMatchObject({ shown: true });
    expect(nonInferiority(difference(0, 0.02, 10), { margin: 0.05 })).toMatchObject({
      p: expect.closeTo(0.01572342, 7),
    });
    expect(equivalence(difference(0.01, 0.02), { margin: 0.05 })).toMatchObject({ p: expect.closeTo(0.02275013, 7) });
  });

  test('hands on why there is no estimate, and refuses nonsense', () => {
    expect(nonInferiority(notEstimable('no reads'), { margin: 0.1 })).toEqual(notEstimable('no reads'));
    expect(superiority(difference(1, 0))).toMatchObject({ status: 'not-estimable' });
    expect(() => equivalence(difference(0, 1), { margin: -1 })).toThrow(InvalidHypothesis);
    expect(() => nonInferiority(difference(0, 1), { margin: 1, level: 0.7 })).toThrow(InvalidHypothesis);
  });
});

describe('several hypotheses', () => {
  const named = (...ps: (number | null)[]): NamedP[] =>
    ps.map((p, i) => ({ name: `H${i + 1}`, result: p === null ? notEstimable('no reads') : estimated({ p }) }));
  const verdicts = (result: ReturnType<typeof holm>) => result.verdicts.map(({ shown: one }) => one);
  const adjusted = (result: ReturnType<typeof holm>) => result.verdicts.map(({ adjustedP }) => adjustedP);

  test('co-primary: all or none', () => {
    expect(coPrimary(named(0.01, 0.04), 0.05).all).toBe(true);
    expect(verdicts(coPrimary(named(0.001, 0.06), 0.05))).toEqual([false, false]);
  });

  test('hierarchical: stops at the first that is not shown', () => {
    expect(verdicts(hierarchical(named(0.01, 0.2, 0.001), 0.05))).toEqual([true, false, false]);
  });

  // R 4.2.2: p.adjust(c(0.01, 0.02, 0.03, 0.04), "holm" | "hochberg").
  test('adjusted p values are those of R', () => {
    expect(adjusted(holm(named(0.01, 0.02, 0.03, 0.04), 0.05))).toEqual([0.04, 0.06, 0.06, 0.06]);
    expect(adjusted(hochberg(named(0.01, 0.02, 0.03, 0.04), 0.05))).toEqual([0.04, 0.04, 0.04, 0.04]);
  });

  test('what is not estimable is not shown, and said', () => {
    for (const procedure of [coPrimary, hierarchical, holm, hochberg]) {
      const result = procedure(named(0.001, null), 0.05);
      expect(result.verdicts[1]).toMatchObject({ p: null, shown: false });
      expect(result.warnings).toEqual(['H2 is not estimable (no reads) and counts as not shown']);
    }
  });

  const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 });

  test('Hochberg shows all that Holm shows, and Holm all that Bonferroni shows', () => {
    fc.assert(
      fc.property(ps, (values) => {
        const [byHolm, byHochberg] = [
          adjusted(holm(named(...values), 0.05)),
          adjusted(hochberg(named(...values), 0.05)),
        ];
        values.forEach((p, i) => {
          expect(byHochberg[i]).toBeLessThanOrEqual(byHolm[i]! + 1e-15);
          expect(byHolm[i]).toBeLessThanOrEqual(Math.min(1, p * values.length) + 1e-15);
          expect(byHochberg[i]).toBeGreaterThanOrEqual(p);
        });
      }),
    );
  });

  test('the order of hypotheses matters for the hierarchical procedure alone', () => {
    fc.assert(
      fc.property(ps, (values) => {
        for (const procedure of [coPrimary, holm, hochberg])
          expect(adjusted(procedure(named(...values.toReversed()), 0.05)).toReversed()).toEqual(
            adjusted(procedure(named(...values), 0.05)),
          );
      }),
    );
  });

  test('the adjusted p value is the smallest level at which it is shown', () => {
    fc.assert(
      fc.property(ps, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (values, level) => {
        for (const procedure of [coPrimary, hierarchical, holm, hochberg])
          for (const { adjustedP, shown: one } of procedure(named(...values), level).verdicts)
            expect(one).toBe(adjustedP <= level);
      }),
    );
  });

  test('refuses an empty family and p values out of range', () => {
    expect(() => holm([], 0.05)).toThrow(InvalidHypothesis);
    expect(() => holm(named(1.2), 0.05)).toThrow(InvalidHypothesis);
  });
});
