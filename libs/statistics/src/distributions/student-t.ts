import t from '@stdlib/stats-base-dists-t';
import { normalCdf, normalPdf, normalQuantile } from './normal.js';

/** Density of Student's t with `df` > 0 degrees of freedom; `df` = Infinity is the normal distribution. */
export function tPdf(x: number, df: number): number {
  return df === Infinity ? normalPdf(x) : t.pdf(x, df);
}

/** P(T <= x) of Student's t with `df` > 0 degrees of freedom, not necessarily whole; Infinity is the normal distribution. */
export function tCdf(x: number, df: number): number {
  return df === Infinity ? normalCdf(x) : t.cdf(x, df);
}

/** P(T > x), without cancellation in the upper tail. */
export function tSurvival(x: number, df: number): number {
  return tCdf(-x, df);
}

/** The x with P(T <= x) = p; p in [0, 1]. */
export function tQuantile(p: number, df: number): number {
  return df === Infinity ? normalQuantile(p) : t.quantile(p, df);
}

/** Two-sided p value of a t statistic. */
export function tTwoSidedP(x: number, df: number): number {
  return 2 * tCdf(-Math.abs(x), df);
}
