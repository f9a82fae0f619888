import { EmptyClass } from './errors.js';
import { upperBound } from './ranking.js';

/** Operating points from (0, 0) to (1, 1), in the order in which a falling threshold meets them. */
export interface RocCurve {
  readonly falsePositiveRate: Float64Array;
  readonly truePositiveRate: Float64Array;
}

/**
 * Empirical ROC curve: one point for each distinct rating, called positive at or above it.
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

/**
 * Straight lines between the points of (x, y), neither of which falls; where x repeats, its highest y counts.
 *
 * @param at between the first and the last x
 */
export function interpolateHighest(x: Float64Array, y: Float64Array, at: number): number {
  const before = upperBound(x, at) - 1; // the last of the points at or left of `at`, hence the highest
  const start = x[before] as number;
  const height = y[before] as number;
  if (start === at || before === x.length - 1) return height;
  const end = x[before + 1] as number;
  const after = upperBound(x, end) - 1;
  return height + ((at - start) / (end - start)) * ((y[after] as number) - height);
}
