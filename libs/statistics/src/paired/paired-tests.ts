import { estimated, notEstimable, type Estimable } from '../data/estimable.js';
import { normalTwoSidedP, tQuantile, tTwoSidedP } from '../distributions/index.js';

export interface PairedT {
  readonly estimate: number;
  readonly se: number;
  readonly df: number;
  readonly statistic: number;
  readonly p: number;
  readonly ci: [number, number];
  readonly pairs: number;
  readonly method: string;
}

/** Student's paired t test of differences, mean / (sd / sqrt n) on n - 1 (Student, Biometrika 1908). Not estimable with fewer than two, or where all are equal. */
export function pairedT(differences: readonly number[], alpha = 0.05): Estimable<PairedT> {
  const n = differences.length;
  if (n < 2) return notEstimable(`${n === 0 ? 'no pair' : 'one pair alone'}: no variation between pairs`);
  const mean = differences.reduce((sum, d) => sum + d, 0) / n;
  const squares = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0);
  const largest = differences.reduce((most, d) => Math.max(most, Math.abs(d)), 0);
  if (!(squares > 1e-24 * n * largest * largest)) return notEstimable('all differences are equal');
  const se = Math.sqrt(squares / (n - 1) / n);
  const half = tQuantile(1 - alpha / 2, n - 1) * se;
  return estimated<PairedT>({
    estimate: mean,
    se,
    df: n - 1,
    statistic: mean / se,
    p: tTwoSidedP(mean / se, n - 1),
    ci: [mean - half, mean + half],
    pairs: n,
    method: 'paired t',
  });
}

export interface SignedRank {
  /** Sum of the ranks of positive differences (R's V). */
  readonly statistic: number;
  readonly p: number;
  /** Differences that are not zero. */
  readonly pairs: number;
  readonly method: 'Wilcoxon signed rank, exact' | 'Wilcoxon signed rank, normal with continuity correction';
  readonly source: string;
  readonly warnings: string[];
}

const EXACT_UP_TO = 50;

/**
 * Wilcoxon's signed rank test of differences; zeros are left out, ties share their mean rank. Up to 50 pairs the
 * distribution is exact, given the ties (Pratt & Gibbons 1981, chapter 3); beyond, normal with continuity correction.
 */
export function signedRank(differences: readonly number[]): Estimable<SignedRank> {
  const kept = differences.filter((d) => d !== 0);
  if (kept.length === 0) return notEstimable('no pair differs');
  const ranks = doubledRanks(kept.map(Math.abs));
  const positive = ranks.reduce((sum, rank, i) => (kept[i]! > 0 ? sum + rank : sum), 0);
  const exact = kept.length <= EXACT_UP_TO;
  const zeros = differences.length - kept.length;
  return estimated<SignedRank>({
    statistic: positive / 2,
    p: exact ? exactP(ranks, positive) : normalP(ranks, positive),
    pairs: kept.length,
    method: exact ? 'Wilcoxon signed rank, exact' : 'Wilcoxon signed rank, normal with continuity correction',
    source: 'Wilcoxon 1945, Biometrics Bull 1:80',
    warnings: zeros > 0 ? [`${zeros} pairs without a difference are left out`] : [],
  });
}

/** Twice the mean ranks, so that ties too have whole numbers. */
function doubledRanks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let k = from; k < to; k++) ranks[order[k]!] = from + 1 + to;
  }
  return ranks;
}

/** Two-sided p over all sign patterns, by adding one rank at a time to the distribution of sums. */
function exactP(ranks: readonly number[], observed: number): number {
  const total = ranks.reduce((sum, rank) => sum + rank, 0);
  const share = new Float64Array(total + 1);
  share[0] = 1;
  let reached = 0;
  for (const rank of ranks) {
    reached += rank;
    for (let sum = reached; sum >= 0; sum--) share[sum] = (share[sum]! + (sum >= rank ? share[sum - rank]! : 0)) / 2;
  }
  const extreme = Math.min(observed, total - observed);
  let tail = 0;
  for (let sum = 0; sum <= extreme; sum++) tail += share[sum]!;
  return Math.min(1, 2 * tail);
}

function normalP(ranks: readonly number[], observed: number): number {
  const total = ranks.reduce((sum, rank) => sum + rank, 0);
  const sd = Math.sqrt(ranks.reduce((sum, rank) => sum + rank * rank, 0)) / 2;
  const distance = Math.max(0, Math.abs(observed - total / 2) - 1);
  return normalTwoSidedP(distance / sd);
}
