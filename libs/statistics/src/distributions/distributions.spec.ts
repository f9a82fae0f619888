import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  chiSquaredCdf,
  chiSquaredSurvival,
  fCdf,
  fQuantile,
  fSurvival,
  noncentralChiSquaredCdf,
  noncentralFCdf,
  noncentralFSurvival,
  noncentralTCdf,
  noncentralChiSquaredSurvival,
  normalTwoSidedP,
  tCdf,
  tQuantile,
  tSurvival,
  tTwoSidedP,
} from './index.js';

const df = fc.double({ min: 1, max: 2000, noNaN: true });
const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

describe('tails', () => {
  test('upper tails do not cancel', () => {
    expect(fSurvival(400, 2, 60) / (1 + 400 / 30) ** -30).toBeCloseTo(1, 12); // exact for two numerator df
    expect(chiSquaredSurvival(200, 2) / Math.exp(-100)).toBeCloseTo(1, 12); // exact for two df
    expect(chiSquaredSurvival(200, 4) / (Math.exp(-100) * 101)).toBeCloseTo(1, 12); // exact for four df
    expect(tSurvival(40, 20)).toBe(tCdf(-40, 20));
    expect(tSurvival(40, 20)).toBeGreaterThan(0);
  });

  test('survival and distribution function add up to one', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 50, noNaN: true }), df, df, (x, df1, df2) => {
        expect(fCdf(x, df1, df2) + fSurvival(x, df1, df2)).toBeCloseTo(1, 10);
        expect(chiSquaredCdf(x, df1) + chiSquaredSurvival(x, df1)).toBeCloseTo(1, 10);
        expect(noncentralFCdf(x, df1, df2, 3) + noncentralFSurvival(x, df1, df2, 3)).toBeCloseTo(1, 10);
        expect(noncentralChiSquaredCdf(x, df1, 3) + noncentralChiSquaredSurvival(x, df1, 3)).toBeCloseTo(1, 10);
      }),
    );
  });
});

describe('quantiles', () => {
  test('invert the distribution function', () => {
    fc.assert(
      fc.property(probability, df, df, (p, df1, df2) => {
        expect(tCdf(tQuantile(p, df1), df1)).toBeCloseTo(p, 8);
        expect(fCdf(fQuantile(p, df1, df2), df1, df2)).toBeCloseTo(p, 8);
      }),
    );
  });

  test('infinite degrees of freedom are the normal distribution', () => {
    expect(tTwoSidedP(1.96, Infinity)).toBe(normalTwoSidedP(1.96));
    expect(tTwoSidedP(1.96, 1e9)).toBeCloseTo(normalTwoSidedP(1.96), 8);
    expect(fCdf(3.84, 1, Infinity)).toBeCloseTo(1 - normalTwoSidedP(Math.sqrt(3.84)), 12);
  });
});

describe('noncentral distributions', () => {
  test('without noncentrality are the central ones', () => {
    fc.assert(
      fc.property(fc.double({ min: -20, max: 20, noNaN: true }), df, df, (x, df1, df2) => {
        expect(noncentralTCdf(x, df1, 0)).toBeCloseTo(tCdf(x, df1), 10);
        expect(noncentralFCdf(x, df1, df2, 0)).toBeCloseTo(fCdf(x, df1, df2), 10);
        expect(noncentralChiSquaredCdf(x, df1, 0)).toBeCloseTo(chiSquaredCdf(x, df1), 10);
      }),
    );
  });

  test('the square of a noncentral t is a noncentral F with one numerator df', () => {
    const delta = fc.double({ min: -6, max: 6, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 10, noNaN: true }), df, delta, (x, df1, shift) => {
        const within = noncentralTCdf(x, df1, shift) - noncentralTCdf(-x, df1, shift);
        expect(noncentralFCdf(x * x, 1, df1, shift * shift)).toBeCloseTo(within, 9);
      }),
    );
  });

  test('large noncentrality neither underflows nor hangs', () => {
    expect(noncentralChiSquaredCdf(5000, 1, 5000)).toBeCloseTo(0.5, 11);
    expect(noncentralFCdf(1, 3, 50, 4000)).toBe(0);
    expect(noncentralFCdf(1e9, 3, 50, 4000)).toBeCloseTo(1, 12);
  });
});
