import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEstimated } from '../data/estimable.js';
import { fromRows } from '../linear-algebra/index.js';
import { cumulativeLogitFamily, logisticFamily } from './families.js';
import { fitLogisticMixedModel } from './generalised-mixed-model.js';
import { emptyLikelihood, laplaceDeviance } from './laplace.js';
import { buildRandomDesign } from './random-effects.js';

const READS = 60;
const reader = Array.from({ length: READS }, (_, i) => i % 5);
const cases = Array.from({ length: READS }, (_, i) => Math.floor(i / 5) % 6);
const condition = Array.from({ length: READS }, (_, i) => Math.floor(i / 30));
const random = [
  { group: 'reader', levels: reader },
  { group: 'case', levels: cases },
];
const design = buildRandomDesign(random, READS);
const parameter = fc.double({ min: -1.5, max: 1.5, noNaN: true });

function slopes(evaluate: (at: Float64Array) => number, at: Float64Array): number[] {
  return Array.from(at, (_, j) => {
    const moved = (by: number): number => evaluate(at.map((value, k) => (k === j ? value + by : value)));
    return (moved(1e-5) - moved(-1e-5)) / 2e-5;
  });
}

describe('Laplace deviance', () => {
  test('its gradient is its slope, the movement of the mode included (ordinal)', () => {
    const category = Array.from({ length: READS }, (_, i) => (i * 7 + condition[i]!) % 4);
    const problem = { family: cumulativeLogitFamily(category, 4), fixed: fromRows(condition.map((x) => [x])), design };
    fc.assert(
      fc.property(parameter, parameter, parameter, parameter, (shift, beta, first, second) => {
        const at = Float64Array.of(-1.2 + shift, 0.1 + shift, 1.4 + shift, beta, first, second);
        const value = (point: Float64Array): number =>
          laplaceDeviance(problem, point, new Float64Array(design.size)).value;
        const { gradient } = laplaceDeviance(problem, at, new Float64Array(design.size));
        slopes(value, at).forEach((slope, j) => expect(gradient[j]!).toBeCloseTo(slope, 4));
      }),
      { numRuns: 20 },
    );
  });

  test('its gradient is its slope (binary)', () => {
    const outcome = Array.from({ length: READS }, (_, i) => ((i * 13) % 7 < 4 ? 1 : 0));
    const problem = { family: logisticFamily(outcome), fixed: fromRows(condition.map((x) => [1, x])), design };
    fc.assert(
      fc.property(parameter, parameter, parameter, parameter, (...drawn) => {
        const at = Float64Array.from(drawn);
        const value = (point: Float64Array): number =>
          laplaceDeviance(problem, point, new Float64Array(design.size)).value;
        const { gradient } = laplaceDeviance(problem, at, new Float64Array(design.size));
        slopes(value, at).forEach((slope, j) => expect(gradient[j]!).toBeCloseTo(slope, 4));
      }),
      { numRuns: 20 },
    );
  });

  test('thresholds out of order are outside the domain', () => {
    const family = cumulativeLogitFamily([1], 3);
    const out = emptyLikelihood(2);
    family.evaluate(0, 0, Float64Array.of(1, 0), out);
    expect(out.value).toBe(-Infinity);
    family.evaluate(0, 800, Float64Array.of(-1, 1), out);
    expect(out.value).toBeCloseTo(-799 + Math.log1p(-Math.exp(-2)), 8); // no underflow far in the tail
  });
});

describe('logistic mixed model', () => {
  test('without random effects it is the ratio of odds', () => {
    const outcome = Array.from({ length: READS }, (_, i) => (i < 10 || (i >= 30 && i < 50) ? 1 : 0)); // 10 of 30, 20 of 30
    const fit = fitLogisticMixedModel(outcome, { fixed: fromRows(condition.map((x) => [1, x])), terms: ['(Intercept)', 'condition'], random: [] }); // prettier-ignore
    if (!isEstimated(fit)) throw new Error(fit.reason);
    expect(fit.fixed[1]!.estimate).toBeCloseTo(Math.log(4), 9);
    expect(fit.fixed[1]!.se).toBeCloseTo(Math.sqrt(2 / 10 + 2 / 20), 7);
  });

  test('any outcomes give numbers or a reason', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: READS, maxLength: READS }), (outcome) => {
        const fit = fitLogisticMixedModel(outcome, { fixed: fromRows(condition.map((x) => [1, x])), terms: ['(Intercept)', 'condition'], random }); // prettier-ignore
        if (!isEstimated(fit)) return expect(fit.reason).not.toBe('');
        expect(fit.score).toBeLessThanOrEqual(1e-9);
        for (const effect of fit.fixed) expect(effect.p).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 25 },
    );
  });

  test('separation and constant outcomes are reasons', () => {
    const model = { fixed: fromRows(condition.map((x) => [1, x])), terms: ['(Intercept)', 'condition'], random };
    expect(fitLogisticMixedModel(condition, model)).toMatchObject({ reason: expect.stringContaining('separation') });
    expect(fitLogisticMixedModel(condition.map(() => 1), model)).toMatchObject({ reason: 'every outcome is the same' }); // prettier-ignore
  });
});
