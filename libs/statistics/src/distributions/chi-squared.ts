import chiSquared from '@stdlib/stats-base-dists-chisquare';
import gammaln from '@stdlib/math-base-special-gammaln';
import { normalTwoSidedP } from './normal.js';

/** P(X <= x) of chi-squared with `df` > 0 degrees of freedom, not necessarily whole. */
export function chiSquaredCdf(x: number, df: number): number {
  return chiSquared.cdf(x, df);
}

/** P(X > x), without cancellation in the upper tail. */
export function chiSquaredSurvival(x: number, df: number): number {
  if (x <= 0) return 1;
  if (df === 1) return normalTwoSidedP(Math.sqrt(x));
  return x > df + 2 ? upperGammaFraction(df / 2, x / 2) : 1 - chiSquared.cdf(x, df);
}

/** The x with P(X <= x) = p; p in [0, 1]. */
export function chiSquaredQuantile(p: number, df: number): number {
  return chiSquared.quantile(p, df);
}

/** Regularised upper incomplete gamma Q(a, x) for x > a + 1: Legendre's continued fraction by Lentz's method (DLMF 8.9.2). */
function upperGammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i < 10_000; i++) {
    const numerator = -i * (i - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return Math.exp(-x + a * Math.log(x) - gammaln(a)) * fraction;
}
