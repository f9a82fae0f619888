import betainc from '@stdlib/math-base-special-betainc';
import f from '@stdlib/stats-base-dists-f';
import { chiSquaredCdf, chiSquaredQuantile, chiSquaredSurvival } from './chi-squared.js';

/** P(F <= x) with `df1`, `df2` > 0 degrees of freedom; `df2` = Infinity is a chi-squared over its degrees of freedom. */
export function fCdf(x: number, df1: number, df2: number): number {
  if (df2 === Infinity) return chiSquaredCdf(x * df1, df1);
  return x <= 0 ? 0 : betaTail(df1 * x, df2, df1 / 2, df2 / 2, false);
}

/** P(F > x), without cancellation in the upper tail. */
export function fSurvival(x: number, df1: number, df2: number): number {
  if (df2 === Infinity) return chiSquaredSurvival(x * df1, df1);
  return x <= 0 ? 1 : betaTail(df1 * x, df2, df1 / 2, df2 / 2, true);
}

/** The x with P(F <= x) = p; p in [0, 1]. */
export function fQuantile(p: number, df1: number, df2: number): number {
  return df2 === Infinity ? chiSquaredQuantile(p, df1) / df1 : f.quantile(p, df1, df2);
}

/**
 * A tail of the beta distribution with shapes a, b at u = share / (share + rest), from whichever of u and 1 - u is the
 * smaller and so the exact one.
 */
export function betaTail(share: number, rest: number, a: number, b: number, upper: boolean): number {
  return share < rest
    ? betainc(share / (share + rest), a, b, true, upper)
    : betainc(rest / (share + rest), b, a, true, !upper);
}
