import { binomialCdf, binomialPmf, chiSquaredSurvival } from '../distributions/index.js';
import { estimated, notEstimable, type Estimable } from '../data/estimable.js';
import { InvalidCount, wilsonInterval } from './intervals.js';

/** Pairs of one reader's answers on the same cases in two conditions, by which of the two succeeded. */
export interface PairedCounts {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly neither: number;
}

export interface McNemarTest {
  /** Proportion in a minus proportion in b. */
  readonly estimate: number;
  /** Newcombe's square-and-add interval of the paired difference. */
  readonly ci: [number, number];
  readonly exact: { readonly p: number };
  readonly midP: { readonly p: number };
  readonly asymptotic: { readonly statistic: number; readonly p: number };
  /** With Edwards' continuity correction. */
  readonly corrected: { readonly statistic: number; readonly p: number };
  readonly pairs: number;
  readonly method: string;
  readonly source: string;
  readonly warnings: string[];
}

/**
 * McNemar's test of two paired proportions: exact, mid-p, and asymptotic with and without continuity correction.
 * One reader, or one answer a case: several readers' answers on a case are not independent pairs. Exact: discordant pairs
 * are binomial with 1/2 (McNemar, Psychometrika 1947; 12:153); mid-p less half of the observed (Fagerland et al., BMC Med
 * Res Methodol 2013; 13:91); interval: Newcombe, Stat Med 1998; 17:2635, method 10.
 *
 * @returns not estimable where no pair is discordant
 * @throws InvalidCount
 */
export function mcnemar(counts: PairedCounts, alpha = 0.05): Estimable<McNemarTest> {
  const { both, onlyA, onlyB, neither } = counts;
  if (![both, onlyA, onlyB, neither].every((count) => Number.isInteger(count) && count >= 0)) {
    throw new InvalidCount(`Paired counts ${both}, ${onlyA}, ${onlyB}, ${neither}`);
  }
  const discordant = onlyA + onlyB;
  if (discordant === 0) return notEstimable('no pair is discordant');
  const fewer = Math.min(onlyA, onlyB);
  const tail = binomialCdf(fewer, discordant, 0.5);
  const gap = Math.abs(onlyA - onlyB);
  return estimated<McNemarTest>({
    estimate: (onlyA - onlyB) / (discordant + both + neither),
    ci: pairedDifferenceInterval(counts, alpha),
    exact: { p: Math.min(1, 2 * tail) },
    midP: { p: Math.min(1, 2 * tail - binomialPmf(fewer, discordant, 0.5)) },
    asymptotic: chiSquaredTest(gap ** 2 / discordant),
    corrected: chiSquaredTest(Math.max(0, gap - 1) ** 2 / discordant),
    pairs: discordant + both + neither,
    method: 'McNemar',
    source:
      'McNemar 1947, Psychometrika 12:153; mid-p: Fagerland 2013, BMC Med Res Methodol 13:91; interval: Newcombe 1998, Stat Med 17:2635, method 10',
    warnings: discordant < 10 ? [`Only ${discordant} discordant pairs: prefer the exact or mid-p test`] : [],
  });
}

function chiSquaredTest(statistic: number): { statistic: number; p: number } {
  return { statistic, p: chiSquaredSurvival(statistic, 1) };
}

/** Newcombe 1998 (Stat Med 17:2635), method 10: Wilson intervals of both proportions, joined by their correlation. */
function pairedDifferenceInterval({ both, onlyA, onlyB, neither }: PairedCounts, alpha: number): [number, number] {
  const n = both + onlyA + onlyB + neither;
  const a = wilsonInterval(both + onlyA, n, alpha);
  const b = wilsonInterval(both + onlyB, n, alpha);
  const margins = (both + onlyA) * (onlyB + neither) * (both + onlyB) * (onlyA + neither);
  const product = both * neither - onlyA * onlyB;
  const corrected = product > n / 2 ? product - n / 2 : Math.min(product, 0);
  const phi = margins === 0 ? 0 : corrected / Math.sqrt(margins);
  const reach = (x: number, y: number): number => Math.sqrt(Math.max(0, x * x - 2 * phi * x * y + y * y));
  const difference = a.estimate - b.estimate;
  return [
    difference - reach(a.estimate - a.ci[0], b.ci[1] - b.estimate),
    difference + reach(a.ci[1] - a.estimate, b.estimate - b.ci[0]),
  ];
}
