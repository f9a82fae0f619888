import type { BckComponents } from './u-moments.js';

export interface UDegreesOfFreedom {
  readonly df: number;
  /** What raised it, if anything did. */
  readonly warning?: string;
}

/** Smallest degrees of freedom ever used. */
const LEAST = 2;

/**
 * Satterthwaite's approximation from the mean squares of negative cases, positive cases and readers (Obuchowski, Gallas
 * and Hillis, Acad Radiol 2012, as iMRMC computes it): a factor that both treatments share enters by the mean square of
 * the difference, one that they do not by those of each. Not less than the least factor's own (Gaylor and Hopper 1969).
 *
 * @param own components of the one average, or of the two that are compared
 * @param shared components of the covariance of the two
 * @param classes number of classes of cases
 */
export function uDegreesOfFreedom(
  variance: number,
  own: readonly BckComponents[],
  shared: BckComponents | undefined,
  classes: number,
): UDegreesOfFreedom {
  const factors = Array.from({ length: classes + 1 }, (_, bit) => 1 << bit);
  let denominator = 0;
  let least = Infinity;
  for (const mask of factors) {
    const sizes = own.map(({ coefficients }) => Math.round(1 / coefficients[mask]! - 1));
    const squares = own.map(({ biased }) => biased[mask]!);
    const smallest = Math.min(...sizes);
    least = Math.min(least, smallest);
    if (shared && shared.coefficients[mask]! > 0)
      denominator += satterthwaite(squares[0]! + squares[1]! - 2 * shared.biased[mask]!, smallest);
    else sizes.forEach((size, i) => (denominator += satterthwaite(squares[i]!, size)));
  }
  const df = variance ** 2 / denominator;
  const floor = Math.max(least, LEAST);
  if (df >= floor) return { df };
  return {
    df: floor,
    warning: `degrees of freedom came out as ${df.toPrecision(4)} and are taken as ${floor} (Gaylor and Hopper 1969)`,
  };
}

function satterthwaite(meanSquare: number, df: number): number {
  return (meanSquare / df) ** 2 / df;
}
