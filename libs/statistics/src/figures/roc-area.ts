import { EmptyClass } from './errors.js';
import { lowerBound, mean, upperBound } from './ranking.js';

/** Each case's mean kernel over the cases of the other class, in the order given. */
export interface Placements {
  readonly negatives: Float64Array;
  readonly positives: Float64Array;
}

export interface RocArea {
  /** In [0, 1]. */
  readonly area: number;
  readonly placements: Placements;
}

/**
 * Empirical (Mann-Whitney) area under the ROC curve; ties count one half.
 *
 * @param negatives ratings of cases without the finding, any order, at least one
 * @param positives ratings of cases with the finding, any order, at least one
 * @returns the area and each case's placement value (DeLong et al., Biometrics 1988, eq. 3 and 4)
 * @throws EmptyClass if either class is empty
 */
export function rocArea(negatives: Float64Array, positives: Float64Array): RocArea {
  if (negatives.length === 0 || positives.length === 0) throw new EmptyClass();
  const placements = placementValues(negatives, positives); // O(n log n): ranks, not pairs
  return { area: mean(placements.positives), placements };
}

/** The area alone, for half the work. @see rocArea @throws EmptyClass if either class is empty */
export function mannWhitneyArea(negatives: Float64Array, positives: Float64Array): number {
  if (negatives.length === 0 || positives.length === 0) throw new EmptyClass();
  return mean(sharesBelow(positives, negatives.toSorted()));
}

/** @see rocArea */
export function placementValues(negatives: Float64Array, positives: Float64Array): Placements {
  return {
    positives: sharesBelow(positives, negatives.toSorted()),
    negatives: sharesBelow(negatives, positives.toSorted()).map((share) => 1 - share),
  };
}

/** For each value the share of the others that are less, those that are equal counted one half. */
function sharesBelow(values: Float64Array, ascending: Float64Array): Float64Array {
  const scale = 1 / (2 * ascending.length);
  return values.map((x) => (lowerBound(ascending, x) + upperBound(ascending, x)) * scale);
}
