import fc from 'fast-check';
import { normalCdf } from '../distributions/index.js';
import { bivariateNormalCdf } from './bivariate-normal.js';

describe('bivariateNormalCdf', () => {
  test('has the closed form at the origin: 1/4 + asin(rho) / 2 pi (Sheppard 1899)', () => {
    for (const rho of [-1, -0.9999, -0.5, 0, 0.3, 0.925, 0.99, 0.999999, 1]) {
      expect(bivariateNormalCdf(0, 0, rho)).toBeCloseTo(0.25 + Math.asin(rho) / (2 * Math.PI), 14);
    }
  });

  // 30-digit quadrature with mpmath 1.3 of the conditional form: integral of phi(x) Phi((k - rho x) / sqrt(1 - rho^2)).
  test.each([
    [1, 2, 0.5, 0.83186083113088048],
    [-1, 0.5, 0.3, 0.13325613544995111],
    [1.2, 1.5, 0.07, 0.82768291121324355],
    [-2, -2.5, 0.9, 0.0053329310610661364],
    [0.5, 0.6, 0.99, 0.68460910866860778],
    [-3, 3, -0.7, 0.0011199243580712566],
    [1.26, 1.56, -0.95, 0.83678537828390657],
    [2, -1, 0.999, 0.15865525393145705],
    [-4, -4, 0.95, 1.5800652988822223e-5],
  ])('P(X <= %f, Y <= %f; %f) = %f', (h, k, rho, p) => {
    expect(Math.abs(bivariateNormalCdf(h, k, rho) - p)).toBeLessThan(2e-15);
  });

  const z = fc.double({ min: -5, max: 5, noNaN: true });
  const correlation = fc.double({ min: -1, max: 1, noNaN: true });

  test('is symmetric, and P(X > h, Y > k) follows by inclusion and exclusion', () => {
    fc.assert(
      fc.property(z, z, correlation, (h, k, rho) => {
        const p = bivariateNormalCdf(h, k, rho);
        expect(p).toBeCloseTo(bivariateNormalCdf(k, h, rho), 13);
        const aboveBoth = bivariateNormalCdf(-h, -k, rho);
        expect(p).toBeCloseTo(normalCdf(h) + normalCdf(k) - 1 + aboveBoth, 13);
      }),
    );
  });

  test('grows with the correlation (Slepian)', () => {
    fc.assert(
      fc.property(z, z, correlation, correlation, (h, k, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(bivariateNormalCdf(h, k, low)).toBeLessThanOrEqual(bivariateNormalCdf(h, k, high) + 1e-14);
      }),
    );
  });
});
