import { EmptyClass } from './errors.js';
import { lowerBound, upperBound } from './ranking.js';

/** Operating points from (0, 0) to (1, 1), in the order in which a falling threshold meets them. */
export interface RocCurve {
  readonly falsePositiveRate: Float64Array;
  readonly truePositiveRate: Float64Array;
}

/**
 * Empirical ROC curve: one point for each distinct rating, called positive at or above it (Metz, Semin Nucl Med 1978; 8:283).
 *
 * @throws EmptyClass if either class is empty
 */
export function rocCurve(negatives: Float64Array, positives: Float64Array): RocCurve {
  if (negatives.length === 0 || positives.length === 0) throw new EmptyClass();
  const falling = { negatives: negatives.toSorted().reverse(), positives: positives.toSorted().reverse() };
  const points: [number, number][] = [[0, 0]];
  let n = 0;
  let p = 0;
  while (n < negatives.length || p < positives.length) {
    const threshold = Math.max(falling.negatives[n] ?? -Infinity, falling.positives[p] ?? -Infinity);
    while (falling.negatives[n] === threshold) n++;
    while (falling.positives[p] === threshold) p++;
    points.push([n / negatives.length, p / positives.length]);
  }
  return {
    falsePositiveRate: Float64Array.from(points, (point) => point[0]),
    truePositiveRate: Float64Array.from(points, (point) => point[1]),
  };
}

/** Rates that differ by less are the same: 1 - 0.9 is 7 / 70. */
export const SAME_RATE = 1e-12;

/** Where the curve rises straight up at an abscissa: its lower or its upper end there. */
export type StepEnd = 'lower' | 'upper';

/**
 * Height of the curve of straight lines through the points (x, y), neither of which falls.
 *
 * @param at between the first and the last x; within rounding of a point's x it is that x
 */
export function heightAt(x: Float64Array, y: Float64Array, at: number, end: StepEnd): number {
  const first = lowerBound(x, at - SAME_RATE);
  const after = upperBound(x, at + SAME_RATE);
  if (after > first) return y[end === 'lower' ? first : after - 1]!;
  const [left, right] = [x[first - 1]!, x[first]!];
  return y[first - 1]! + ((at - left) / (right - left)) * (y[first]! - y[first - 1]!);
}
