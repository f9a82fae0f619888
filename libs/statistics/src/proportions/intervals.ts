import { betaQuantile, normalQuantile } from '../distributions/index.js';

/** A proportion with its interval; `ci` lies in [0, 1]. */
export interface ProportionInterval {
  readonly estimate: number;
  readonly successes: number;
  readonly trials: number;
  readonly ci: [number, number];
  readonly method: 'wilson' | 'clopper-pearson';
  readonly source: string;
}

/** The caller's counts are no counts: not whole, negative, or more successes than trials. */
export class InvalidCount extends Error {
  override readonly name = 'InvalidCount';
}

/**
 * Wilson's score interval, without continuity correction: (p + z^2/2n ± z sqrt(p (1 - p)/n + z^2/4n^2)) / (1 + z^2/n)
 * (Wilson, J Am Stat Assoc 1927; 22:209).
 *
 * @param trials at least one
 * @param alpha one minus the confidence level
 * @throws InvalidCount
 */
export function wilsonInterval(successes: number, trials: number, alpha = 0.05): ProportionInterval {
  assertCounts(successes, trials);
  const z = normalQuantile(1 - alpha / 2);
  const p = successes / trials;
  const shrink = 1 + (z * z) / trials;
  const centre = (p + (z * z) / (2 * trials)) / shrink;
  const half = (z / shrink) * Math.sqrt((p * (1 - p)) / trials + (z * z) / (4 * trials * trials));
  return {
    estimate: p,
    successes,
    trials,
    ci: [successes === 0 ? 0 : Math.max(0, centre - half), successes === trials ? 1 : Math.min(1, centre + half)],
    method: 'wilson',
    source: 'Wilson 1927, J Am Stat Assoc 22:209',
  };
}

/**
 * Clopper and Pearson's exact interval, from quantiles of the beta distribution: of B(x, n - x + 1) and B(x + 1, n - x)
 * (Clopper and Pearson, Biometrika 1934; 26:404).
 *
 * @param trials at least one
 * @param alpha one minus the confidence level, split equally between the tails
 * @throws InvalidCount
 */
export function clopperPearsonInterval(successes: number, trials: number, alpha = 0.05): ProportionInterval {
  assertCounts(successes, trials);
  const lower = successes === 0 ? 0 : betaQuantile(alpha / 2, successes, trials - successes + 1);
  const upper = successes === trials ? 1 : betaQuantile(1 - alpha / 2, successes + 1, trials - successes);
  return {
    estimate: successes / trials,
    successes,
    trials,
    ci: [lower, upper],
    method: 'clopper-pearson',
    source: 'Clopper & Pearson 1934, Biometrika 26:404',
  };
}

function assertCounts(successes: number, trials: number): void {
  const whole = Number.isInteger(successes) && Number.isInteger(trials);
  if (!whole || successes < 0 || trials < 1 || successes > trials) {
    throw new InvalidCount(`${successes} successes in ${trials} trials`);
  }
}
