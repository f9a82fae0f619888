import type { Estimable } from '../data/estimable.js';
import type { ReaderStudy } from '../data/reader-study.js';

/**
 * A figure of merit: one number that says how well one reader did under one treatment. Whatever has a figure can be
 * analysed: `estimate` alone suffices for jackknife and bootstrap; `placements` allow DeLong, `scores` the unbiased
 * covariance.
 *
 * `cases` are indices into `study.cases`, all read in the cell; one drawn twice counts twice.
 */
export interface Figure<S extends ReaderStudy> {
  /** Short and unique, e.g. `auc`. */
  readonly name: string;
  /** Formula's origin: paper and equation. */
  readonly source: string;
  /** Which cases it looks at; the others have no influence, and are not counted among the cases that vary. */
  readonly dependsOn: CaseClass;
  /** Its least and greatest possible value, where it has them. */
  readonly range?: readonly [number, number];
  estimate(study: S, cell: number, cases: Int32Array): Estimable<{ value: number }>;
  /**
   * The estimate without each case in turn, aligned with `cases`, not a number where none is left; where absent,
   * `estimate` is called for each.
   */
  leaveOneOut?(study: S, cell: number, cases: Int32Array): Float64Array;
  /**
   * For a mean of one kernel over cases (one class) or over pairs of a negative and a positive case (both classes):
   * each case's mean kernel, aligned with `cases`. Within a class the placements average to the estimate.
   */
  placements?(study: S, cell: number, cases: Int32Array): Float64Array;
  /**
   * Where the kernel compares one score of each case (1 if the positive one is larger, 1/2 if equal, 0 otherwise), by
   * index into `study.cases`.
   */
  scores?(study: S, cell: number): Float64Array;
}

export type CaseClass = 'both' | 'positive' | 'negative';

/** The cases among those given on which a figure rests. */
export function relevantCases(study: ReaderStudy, dependsOn: CaseClass, cases: Int32Array): Int32Array {
  if (dependsOn === 'both') return cases;
  const positive = dependsOn === 'positive';
  return cases.filter((c) => study.cases[c]?.positive === positive);
}
