import { describe, expect, test } from '@jest/globals';
import '../golden/reference.js';
import { isEstimated } from '../data/index.js';
import { seededRandom } from '../simulation/index.js';
import { binormalArea, binormalLogLikelihood, categoryCounts, fitBinormal } from './binormal-fit.js';
import { binormalInformation } from './binormal-information.js';

function sample(n: number, a: number, b: number, seed: number, steps: number): [Float64Array, Float64Array] {
  const random = seededRandom(seed);
  const draw = (mean: number, sd: number): Float64Array =>
    Float64Array.from({ length: n }, () => Math.round(steps * (mean + sd * random.normal())) / steps);
  return [draw(0, 1), draw(a / b, 1 / b)];
}

describe('a binormal fit', () => {
  test.each([
    ['ordinal', 1],
    ['fine', 20],
    ['continuous', 1e9],
  ])('of %s ratings is where the score vanishes and the likelihood is highest', (_, steps) => {
    const counts = categoryCounts(...sample(150, 1.3, 0.8, 5, steps));
    const fit = fitBinormal(counts);
    if (!isEstimated(fit)) throw new Error(fit.reason);
    const theta = Float64Array.from([fit.a, fit.b, ...fit.cutoffs]);
    const { gradient } = binormalInformation(theta, counts);
    expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-6);
    const random = seededRandom(1);
    for (let k = 0; k < 200; k++) {
      const near = theta.map((value) => value + 1e-4 * random.normal());
      expect(binormalLogLikelihood(near, counts)).toBeLessThanOrEqual(fit.logLikelihood + 1e-10);
    }
  });

  test('the score is the derivative of the likelihood', () => {
    const counts = categoryCounts(...sample(60, 1, 1, 2, 1));
    const theta = Float64Array.from([
      0.7,
      1.2,
      ...Array.from({ length: counts.negatives.length - 1 }, (_, k) => k - 1.5),
    ]);
    const { gradient } = binormalInformation(theta, counts);
    theta.forEach((_, i) => {
      const at = (h: number): number =>
        binormalLogLikelihood(
          theta.map((v, k) => (k === i ? v + h : v)),
          counts,
        );
      expect((at(1e-5) - at(-1e-5)) / 2e-5).toAgree(gradient[i], 1e-6);
    });
  });

  test('of many ratings finds the curve that they come from', () => {
    const fit = fitBinormal(categoryCounts(...sample(4000, 1.5, 0.7, 11, 1e9)));
    expect(isEstimated(fit) && Math.abs(fit.a - 1.5) < 0.1 && Math.abs(fit.b - 0.7) < 0.05).toBe(true);
  });

  test('neighbouring ratings of one class are one category', () => {
    const counts = categoryCounts(Float64Array.of(1, 2, 3, 6), Float64Array.of(4, 5, 6, 7));
    expect([...counts.negatives]).toEqual([3, 0, 1, 0]);
    expect([...counts.positives]).toEqual([0, 2, 1, 1]);
  });

  test('that has straight pieces is marked, and its area is that of the pieces', () => {
    const counts = { negatives: Float64Array.of(62, 3, 4, 0), positives: Float64Array.of(2, 0, 1, 41) };
    const fit = fitBinormal(counts);
    if (!isEstimated(fit)) throw new Error(fit.reason);
    expect(fit.degenerate).toBe(true);
    expect(binormalArea(fit)).toAgree(42 / 44, 1e-7);
  });
});
