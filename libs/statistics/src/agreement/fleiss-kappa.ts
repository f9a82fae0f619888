import { estimated, notEstimable, type Estimable } from '../data/index.js';
import { normalTwoSidedP } from '../distributions/index.js';
import { kappaInterval, usedCategories, type Kappa } from './cohen-kappa.js';

/**
 * Fleiss' kappa of many raters, who need not be the same for each subject (Fleiss, Psychol Bull 1971; 76:378). The
 * interval is by the jackknife over subjects; the test by the standard error under no agreement of Fleiss, Nee and Landis
 * (Psychol Bull 1979; 86:974), which needs the same number of ratings for each subject.
 *
 * @param subjects the ratings of each; those rated less than twice say nothing and are left out
 */
export function fleissKappa<T extends string | number>(
  subjects: readonly (readonly T[])[],
  { alpha = 0.05 }: { alpha?: number } = {},
): Estimable<Kappa> {
  const rated = subjects.filter((ratings) => ratings.length >= 2);
  if (rated.length === 0) return notEstimable('no subject was rated twice');
  const categories = usedCategories(rated.flat());
  const counts = rated.map((ratings) => categories.map((category) => ratings.filter((one) => one === category).length));
  const whole = totals(counts);
  const value = kappaOf(whole);
  if (value === undefined) return notEstimable('every rating is in the same one category');
  if (rated.length === 1) return notEstimable('one subject tells nothing of the variation between subjects');
  const left = counts.map((count) => kappaOf(less(whole, count))?.kappa);
  if (left.includes(undefined))
    return notEstimable('without one subject every rating is in the same one category: no standard error');
  const se = jackknifeError(left as number[]);
  const warnings =
    rated.length < subjects.length ? [`${subjects.length - rated.length} subjects were rated less than twice`] : [];
  const { kappa, observed, expected } = value;
  return estimated({
    estimate: kappa,
    se,
    ci: kappaInterval(kappa, se, alpha),
    p: nullP(kappa, counts, whole),
    observed,
    expected,
    subjects: rated.length,
    method: "Fleiss' kappa, jackknife over subjects",
    source: 'Fleiss, Psychol Bull 1971; Fleiss, Nee and Landis, Psychol Bull 1979',
    warnings,
  });
}

/** The estimate alone, in one pass; undefined where every rating is in the same one category or nobody was rated twice. */
export function fleissEstimate<T extends string | number>(subjects: readonly (readonly T[])[]): number | undefined {
  const rated = subjects.filter((ratings) => ratings.length >= 2);
  const categories = usedCategories(rated.flat());
  const counts = rated.map((ratings) => categories.map((category) => ratings.filter((one) => one === category).length));
  return rated.length === 0 ? undefined : kappaOf(totals(counts))?.kappa;
}

interface Totals {
  readonly subjects: number;
  readonly ratings: number;
  /** Sum over subjects of the share of agreeing pairs of ratings. */
  readonly agreement: number;
  readonly byCategory: readonly number[];
}

function totals(counts: readonly (readonly number[])[]): Totals {
  return {
    subjects: counts.length,
    ratings: counts.reduce((sum, count) => sum + sizeOf(count), 0),
    agreement: counts.reduce((sum, count) => sum + agreementOf(count), 0),
    byCategory: (counts[0] ?? []).map((_, j) => counts.reduce((sum, count) => sum + count[j]!, 0)),
  };
}

function less(whole: Totals, count: readonly number[]): Totals {
  return {
    subjects: whole.subjects - 1,
    ratings: whole.ratings - sizeOf(count),
    agreement: whole.agreement - agreementOf(count),
    byCategory: whole.byCategory.map((total, j) => total - count[j]!),
  };
}

function kappaOf({ subjects, ratings, agreement, byCategory }: Totals) {
  const observed = agreement / subjects;
  const expected = byCategory.reduce((sum, count) => sum + (count / ratings) ** 2, 0);
  return 1 - expected < 1e-12 ? undefined : { kappa: (observed - expected) / (1 - expected), observed, expected };
}

function agreementOf(count: readonly number[]): number {
  const n = sizeOf(count);
  return count.reduce((sum, one) => sum + one * (one - 1), 0) / (n * (n - 1));
}

function sizeOf(count: readonly number[]): number {
  return count.reduce((sum, one) => sum + one, 0);
}

function jackknifeError(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(((values.length - 1) / values.length) * squares);
}

function nullP(kappa: number, counts: readonly (readonly number[])[], whole: Totals): number | null {
  const raters = sizeOf(counts[0]!);
  if (counts.some((count) => sizeOf(count) !== raters)) return null;
  const shares = whole.byCategory.map((count) => count / whole.ratings);
  const spread = shares.reduce((sum, p) => sum + p * (1 - p), 0);
  const skew = shares.reduce((sum, p) => sum + p * (1 - p) * (1 - 2 * p), 0);
  const variance = (2 * (spread * spread - skew)) / (spread * spread * counts.length * raters * (raters - 1));
  return variance > 0 ? normalTwoSidedP(kappa / Math.sqrt(variance)) : null;
}
