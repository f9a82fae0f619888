import betainc from '@stdlib/math-base-special-betainc';
import f from '@stdlib/stats-base-dists-f';
import { chiSquaredCdf, chiSquaredQuantile, chiSquaredSurvival } from './chi-squared.js';

/** P(F <= x) with `df1`, `df2` > 0 degrees of freedom; `df2` = Infinity is a chi-squared over its degrees of freedom. */
export function fCdf(x: number, df1: number, df2: number): number {
  if (df2 === Infinity) return chiSquaredCdf(x * df1, df1);
  return x <= 0 ? 0 : betaTail(x, df1, df2, false);
}

/** P(F > x), without cancellation in the upper tail. */
export function fSurvival(x: number, df1: number, df2: number): number {
  if (df2 === Infinity) return chiSquaredSurvival(x * df1, df1);
  return x <= 0 ? 1 : betaTail(x, df1, df2, true);
}

/** The x with P(F <= x) = p; p in [0, 1]. */
export function fQuantile(p: number, df1: number, df2: number): number {
  return df2 === Infinity ? chiSquaredQuantile(p, df1) / df1 : f.quantile(p, df1, df2);
}

/** A tail of F as an incomplete beta function, of whichever of u and 1 - u is the smaller and so the exact one. */
function betaTail(x: number, df1: number, df2: number, upper: boolean): number {
  const share = df1 * x;
  return share < df2
    ? betainc(share / (share + df2), df1 / 2, df2 / 2, true, upper)
    : betainc(df2 / (share + df2), df2 / 2, df1 / 2, true, !upper);
}
