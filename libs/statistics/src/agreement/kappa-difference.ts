import { estimated, isEstimated, notEstimable, type Estimable } from '../data/index.js';
import { normalQuantile, normalTwoSidedP } from '../distributions/index.js';
import { fleissEstimate } from './fleiss-kappa.js';

/** One subject's ratings in two conditions, by any raters. */
export interface SubjectRatings<T> {
  readonly a: readonly T[];
  readonly b: readonly T[];
}

export interface KappaDifference {
  readonly estimate: number;
  readonly se: number;
  readonly df: null;
  readonly statistic: number;
  readonly p: number;
  readonly ci: readonly [number, number];
  readonly subjects: number;
}

/**
 * Difference of Fleiss' kappas of the same subjects in two conditions, a minus b: jackknife over subjects, so that their
 * dependence is counted, and the normal distribution (McKenzie et al., J Psychiatr Res 1996; 30:483, for two kappas of
 * the same subjects by resampling).
 */
export function fleissKappaDifference<T extends string | number>(
  subjects: readonly SubjectRatings<T>[],
  { alpha = 0.05 }: { alpha?: number } = {},
): Estimable<KappaDifference> {
  const rated = subjects.filter(({ a, b }) => a.length >= 2 && b.length >= 2);
  if (rated.length < 2) return notEstimable(`${rated.length} subjects were rated twice in both conditions`);
  const whole = difference(rated);
  if (!isEstimated(whole)) return whole;
  const left = rated.map((_, i) => difference(rated.toSpliced(i, 1)));
  const values = left.flatMap((one) => (isEstimated(one) ? [one.value] : []));
  if (values.length < left.length) return notEstimable('without one subject a kappa is not defined: no standard error');
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const se = Math.sqrt(((values.length - 1) / values.length) * squares);
  if (!(se > 1e-12)) return notEstimable('the difference does not vary between subjects');
  const statistic = whole.value / se;
  const reach = normalQuantile(1 - alpha / 2) * se;
  return estimated({
    estimate: whole.value,
    se,
    df: null,
    statistic,
    p: normalTwoSidedP(statistic),
    ci: [whole.value - reach, whole.value + reach] as const,
    subjects: rated.length,
  });
}

function difference<T extends string | number>(subjects: readonly SubjectRatings<T>[]): Estimable<{ value: number }> {
  const [a, b] = [fleissEstimate(subjects.map((one) => one.a)), fleissEstimate(subjects.map((one) => one.b))];
  if (a === undefined || b === undefined) return notEstimable('in one condition every rating is in the same category');
  return estimated({ value: a - b });
}
