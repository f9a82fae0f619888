import type { Estimable } from '../data/estimable.js';
import type { StudyDesign } from './design.js';
import type { ReaderDifference, TreatmentDifference, TreatmentMean, TreatmentTest } from './obuchowski-rockette.js';
import type { Interval } from './inference.js';

/** One reader under one treatment: the figure and its standard error over cases. */
export type ReaderEstimate = {
  readonly reader: string;
  readonly treatment: string;
} & Estimable<{ readonly estimate: number; readonly se: number }>;

export type TreatmentEstimate = { readonly treatment: string } & Estimable<Interval>;

/** What an MRMC analysis says, all of it serialisable as JSON. */
export interface MrmcResult {
  /** Name of the figure of merit. */
  readonly metric: string;
  readonly method: 'or' | 'ustat';
  /** How the variation over cases was estimated. */
  readonly covariance: string;
  readonly design: StudyDesign;
  readonly alpha: number;
  /** Papers behind the figure, the covariance and the analysis. */
  readonly source: readonly string[];
  readonly readers: readonly ReaderEstimate[];
  /** Random readers and cases; with a single reader, cases alone. In the order of the study. */
  readonly treatments: readonly TreatmentEstimate[];
  readonly differences: readonly TreatmentDifference[];
  /** Treatment means of every analysis. */
  readonly means: readonly TreatmentMean[];
  readonly tests: readonly TreatmentTest[];
  readonly readerDifferences: readonly ReaderDifference[];
  readonly varianceComponents: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}
