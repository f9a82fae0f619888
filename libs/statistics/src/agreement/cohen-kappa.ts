import { estimated, notEstimable, type Estimable } from '../data/index.js';
import { normalQuantile, normalTwoSidedP } from '../distributions/index.js';

export interface Kappa {
  readonly estimate: number;
  /** For the interval. */
  readonly se: number;
  readonly ci: readonly [number, number];
  /** Two-sided, against no agreement beyond chance; null where its standard error is not defined. */
  readonly p: number | null;
  readonly observed: number;
  readonly expected: number;
  readonly subjects: number;
  readonly method: string;
  readonly source: string;
  readonly warnings: readonly string[];
}

/** Full, linear or quadratic penalty for categories apart; the last two take categories to be in order. */
export type KappaWeights = 'none' | 'linear' | 'quadratic';

/**
 * Cohen's kappa of two raters (or two readings of one), weighted or not, with the large-sample standard errors of Fleiss,
 * Cohen and Everitt (Psychol Bull 1969; 72:323): one for the interval, one under no agreement for the test.
 *
 * @param pairs both ratings of each subject
 * @param categories in their order; those used, sorted as texts or numbers are, unless given. Weights are by position.
 */
export function cohenKappa<T extends string | number>(
  pairs: readonly (readonly [T, T])[],
  {
    weights = 'none',
    categories = usedCategories(pairs.flat()),
    alpha = 0.05,
  }: { weights?: KappaWeights; categories?: readonly T[]; alpha?: number } = {},
): Estimable<Kappa> {
  const n = pairs.length;
  if (n === 0) return notEstimable('no subject was rated twice');
  const table = contingency(pairs, categories);
  const rows = table.map((row) => row.reduce((sum, share) => sum + share, 0));
  const columns = categories.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0));
  const weight = (i: number, j: number) => agreementWeight(weights, i, j, categories.length);
  const sum = (term: (i: number, j: number) => number) =>
    categories.reduce((total, _, i) => categories.reduce((inner, __, j) => inner + term(i, j), total), 0);
  const observed = sum((i, j) => weight(i, j) * table[i]![j]!);
  const expected = sum((i, j) => weight(i, j) * rows[i]! * columns[j]!);
  if (1 - expected < 1e-12) return notEstimable('both raters put every subject into the same one category');
  const kappa = (observed - expected) / (1 - expected);
  const rowWeights = categories.map((_, i) => columns.reduce((total, share, j) => total + share * weight(i, j), 0));
  const columnWeights = categories.map((_, j) => rows.reduce((total, share, i) => total + share * weight(i, j), 0));
  const spread = (i: number, j: number) => (rowWeights[i]! + columnWeights[j]!) * (1 - kappa);
  const variance =
    (sum((i, j) => table[i]![j]! * (weight(i, j) - spread(i, j)) ** 2) - (kappa - expected * (1 - kappa)) ** 2) /
    (n * (1 - expected) ** 2);
  const underNone =
    (sum((i, j) => rows[i]! * columns[j]! * (weight(i, j) - rowWeights[i]! - columnWeights[j]!) ** 2) - expected ** 2) /
    (n * (1 - expected) ** 2);
  const se = Math.sqrt(Math.max(0, variance));
  return estimated({
    estimate: kappa,
    se,
    ci: kappaInterval(kappa, se, alpha),
    p: underNone > 0 ? normalTwoSidedP(kappa / Math.sqrt(underNone)) : null,
    observed,
    expected,
    subjects: n,
    method: weights === 'none' ? "Cohen's kappa" : `Cohen's kappa, ${weights} weights`,
    source: 'Cohen, Educ Psychol Meas 1960; Fleiss, Cohen and Everitt, Psychol Bull 1969',
    warnings: se === 0 ? ['perfect agreement: the large-sample standard error is zero'] : [],
  });
}

/** The categories that occur, numbers by size, texts by code unit. */
export function usedCategories<T extends string | number>(ratings: readonly T[]): T[] {
  return [...new Set(ratings)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Clipped to what a kappa can be. */
export function kappaInterval(estimate: number, se: number, alpha: number): readonly [number, number] {
  const reach = normalQuantile(1 - alpha / 2) * se;
  return [Math.max(-1, estimate - reach), Math.min(1, estimate + reach)];
}

/** Shares of subjects by both ratings. @throws RangeError for a rating that is no category */
function contingency<T>(pairs: readonly (readonly [T, T])[], categories: readonly T[]): number[][] {
  const table = categories.map(() => categories.map(() => 0));
  const position = new Map(categories.map((category, i) => [category, i]));
  for (const [first, second] of pairs) {
    const [i, j] = [position.get(first), position.get(second)];
    if (i === undefined || j === undefined)
      throw new RangeError(`${String(first)}, ${String(second)}: no such category`);
    table[i]![j]! += 1 / pairs.length;
  }
  return table;
}

function agreementWeight(weights: KappaWeights, i: number, j: number, categories: number): number {
  if (i === j) return 1;
  if (weights === 'none') return 0;
  const apart = Math.abs(i - j) / (categories - 1);
  return 1 - (weights === 'linear' ? apart : apart * apart);
}
