import f from '@stdlib/stats-base-dists-f';
import { chiSquaredCdf, chiSquaredQuantile, chiSquaredSurvival } from './chi-squared.js';

/** P(F <= x) with `df1`, `df2` > 0 degrees of freedom; `df2` = Infinity is a chi-squared over its degrees of freedom. */
export function fCdf(x: number, df1: number, df2: number): number {
  return df2 === Infinity ? chiSquaredCdf(x * df1, df1) : f.cdf(x, df1, df2);
}

/** P(F > x), without cancellation in the upper tail: 1 / F has its degrees of freedom exchanged. */
export function fSurvival(x: number, df1: number, df2: number): number {
  if (df2 === Infinity) return chiSquaredSurvival(x * df1, df1);
  return x <= 0 ? 1 : f.cdf(1 / x, df2, df1);
}

/** The x with P(F <= x) = p; p in [0, 1]. */
export function fQuantile(p: number, df1: number, df2: number): number {
  return df2 === Infinity ? chiSquaredQuantile(p, df1) / df1 : f.quantile(p, df1, df2);
}
