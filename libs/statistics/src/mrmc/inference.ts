import { estimated, notEstimable, type Estimable } from '../data/estimable.js';
import {
  fSurvival,
  chiSquaredSurvival,
  normalQuantile,
  normalTwoSidedP,
  tQuantile,
  tTwoSidedP,
} from '../distributions/index.js';

/** An estimate with its interval. */
export interface Interval {
  readonly estimate: number;
  readonly se: number;
  /** Degrees of freedom of Student's t; null: the normal distribution. */
  readonly df: number | null;
  readonly ci: readonly [number, number];
}

/** An estimate, its interval and the test that what it estimates is zero. */
export interface Inference extends Interval {
  readonly statistic: number;
  readonly p: number;
}

/** A test that several are equal: F, or chi-squared where df2 is null. */
export interface EqualityTest {
  readonly statistic: number;
  readonly df1: number;
  readonly df2: number | null;
  readonly p: number;
}

/**
 * Estimate plus and minus t (or normal) quantile times the root of its variance (Hillis 2007).
 *
 * @param variance of the estimate
 * @param range its least and greatest possible value, beyond which no interval is reported
 */
export function intervalOf(
  estimate: number,
  variance: number,
  df: number | null,
  alpha: number,
  range: readonly [number, number] = [-Infinity, Infinity],
): Estimable<Interval> {
  const reason = noInference(variance, df);
  if (reason) return notEstimable(reason);
  const se = Math.sqrt(variance);
  const freedom = finiteOrNull(df);
  const reach = se * (freedom === null ? normalQuantile(1 - alpha / 2) : tQuantile(1 - alpha / 2, freedom));
  const ci = [Math.max(estimate - reach, range[0]), Math.min(estimate + reach, range[1])] as const;
  return estimated({ estimate, se, df: freedom, ci });
}

/** @see intervalOf */
export function inferenceOf(
  estimate: number,
  variance: number,
  df: number | null,
  alpha: number,
): Estimable<Inference> {
  const interval = intervalOf(estimate, variance, df, alpha);
  if (interval.status !== 'estimated') return interval;
  const statistic = estimate / interval.se;
  const p = interval.df === null ? normalTwoSidedP(statistic) : tTwoSidedP(statistic, interval.df);
  return estimated({ ...interval, statistic, p });
}

/** F test of a mean square against the error term that it has under the hypothesis (Hillis 2007, eq. 8). */
export function fTest(meanSquare: number, errorTerm: number, df1: number, df2: number): Estimable<EqualityTest> {
  const reason = noInference(errorTerm, df2);
  if (reason) return notEstimable(reason);
  const statistic = meanSquare / errorTerm;
  if (finiteOrNull(df2) === null) return chiSquaredTest(df1 * statistic, df1);
  return estimated({ statistic, df1, df2, p: fSurvival(statistic, df1, df2) });
}

/** Chi-squared test, of fixed readers (Hillis 2007); df2 is null. */
export function chiSquaredTest(statistic: number, df: number): Estimable<EqualityTest> {
  return estimated({ statistic, df1: df, df2: null, p: chiSquaredSurvival(statistic, df) });
}

/** Why nothing can be inferred from this variance: a study without variation does not tell how far off it may be. */
function noInference(variance: number, df: number | null): string | undefined {
  if (Number.isNaN(variance)) return 'no variance';
  if (Math.abs(variance) < ROUNDING) return 'the variance is estimated as zero';
  if (variance < 0) return `the variance is estimated as ${variance.toPrecision(4)}, which is negative`;
  if (df !== null && !(df > 0)) return 'no degrees of freedom';
  return undefined;
}

/** What arithmetic leaves of a variance of zero, figures of merit being of the order of one. */
const ROUNDING = 1e-14;

/** Degrees of freedom beyond any meaning, as when a mean square is zero but for rounding. */
const INFINITE = 1e15;

/** Infinitely many degrees of freedom are the normal distribution. */
function finiteOrNull(df: number | null): number | null {
  return df !== null && df < INFINITE ? df : null;
}
