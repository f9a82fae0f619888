import normal from '@stdlib/stats-base-dists-normal';

/** Standard normal density at `z`. */
export function normalPdf(z: number): number {
  return normal.pdf(z, 0, 1);
}

/** Standard normal P(Z <= z). */
export function normalCdf(z: number): number {
  return normal.cdf(z, 0, 1);
}

/** Standard normal P(Z > z), without cancellation in the upper tail. */
export function normalSurvival(z: number): number {
  return normal.cdf(-z, 0, 1);
}

/** The z with P(Z <= z) = p; p in [0, 1]. */
export function normalQuantile(p: number): number {
  return normal.quantile(p, 0, 1);
}

/** Two-sided p value of a standard normal statistic. */
export function normalTwoSidedP(z: number): number {
  return 2 * normal.cdf(-Math.abs(z), 0, 1);
}
