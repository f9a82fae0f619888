import type { CellCovariance } from '../covariance/index.js';
import { notEstimable } from '../data/estimable.js';
import { cellOf, type ReaderStudy } from '../data/reader-study.js';
import { at } from '../linear-algebra/index.js';
import type { UStudy } from './analyze-by-u-statistics.js';
import { inferenceOf, intervalOf } from './inference.js';
import {
  treatmentPairs,
  type Analysis,
  type ReaderDifference,
  type TreatmentDifference,
  type TreatmentMean,
} from './obuchowski-rockette.js';
import { uDegreesOfFreedom } from './u-degrees-of-freedom.js';
import { bckComponents, uCovariance, type ReaderAverage } from './u-moments.js';

export type VarianceKind = 'unbiased' | 'biased';
type Noted<T> = T & { readonly warnings: readonly string[] };

/** Variance with its degrees of freedom: null where a single reader leaves the cases alone random. */
interface VarianceOf {
  readonly value: number;
  readonly df: number | null;
  readonly analysis: Analysis;
  readonly warnings: readonly string[];
}

export function uMean(study: UStudy, t: number, kind: VarianceKind, alpha: number): Noted<TreatmentMean> {
  const treatment = study.treatments[t]!;
  const average = study.averages[t];
  if (!average) return { analysis: 'RRRC', treatment, ...notEstimable('nothing was read'), warnings: [] };
  const moments = study.moments(t, t);
  if (!moments.hasIndependent) return { analysis: 'RRRC', treatment, ...notEstimable(TOO_FEW), warnings: [] };
  const variance = withFallback(kind, treatment, (of) => uCovariance(moments, of));
  const { value, df, analysis, warnings } = withFreedom(variance, [average], () =>
    uDegreesOfFreedom(variance.value, [bckComponents(moments)], undefined, moments.classes.length),
  );
  return { analysis, treatment, ...intervalOf(average.estimate, value, df, alpha), warnings };
}

/** Difference i minus j. */
export function uDifference(
  study: UStudy,
  i: number,
  j: number,
  kind: VarianceKind,
  alpha: number,
): Noted<TreatmentDifference> {
  const [a, b] = [study.treatments[i]!, study.treatments[j]!];
  const [first, second] = [study.averages[i], study.averages[j]];
  if (!first || !second) return { analysis: 'RRRC', a, b, ...notEstimable('nothing was read'), warnings: [] };
  const [aa, bb, ab] = [study.moments(i, i), study.moments(j, j), study.moments(i, j)];
  const problem = [aa, bb, ab].every((moments) => moments.hasIndependent) ? unequalReaders(first, second) : TOO_FEW;
  if (problem) return { analysis: 'RRRC', a, b, ...notEstimable(problem), warnings: [] };
  const variance = withFallback(
    kind,
    `${a} - ${b}`,
    (of) => uCovariance(aa, of) + uCovariance(bb, of) - 2 * uCovariance(ab, of),
  );
  const { value, df, analysis, warnings } = withFreedom(variance, [first, second], () =>
    uDegreesOfFreedom(variance.value, [bckComponents(aa), bckComponents(bb)], bckComponents(ab), aa.classes.length),
  );
  return { analysis, a, b, ...inferenceOf(first.estimate - second.estimate, value, df, alpha), warnings };
}

/** Each reader's difference with its unbiased variance over cases; normal, since the number of cases is what counts. */
export function readerDifferences(study: ReaderStudy, covariance: CellCovariance, alpha: number): ReaderDifference[] {
  return study.readers.flatMap((reader, r) =>
    treatmentPairs(study.treatments).flatMap(([i, j]) => {
      const [p, q] = [i, j].map((t) => covariance.cells.indexOf(cellOf(study, t, r))) as [number, number];
      if (p < 0 || q < 0) return [];
      const variance =
        at(covariance.covariance, p, p) + at(covariance.covariance, q, q) - 2 * at(covariance.covariance, p, q);
      const estimate = covariance.estimates[p]! - covariance.estimates[q]!;
      return [
        { reader, a: study.treatments[i]!, b: study.treatments[j]!, ...inferenceOf(estimate, variance, null, alpha) },
      ];
    }),
  );
}

/** An unbiased variance may be negative; the biased one, which is not, then stands in for it. */
function withFallback(
  kind: VarianceKind,
  what: string,
  varianceOf: (kind: VarianceKind) => number,
): { value: number; warnings: string[] } {
  const value = varianceOf(kind);
  if (kind === 'biased' || value >= 0) return { value, warnings: [] };
  return {
    value: varianceOf('biased'),
    warnings: [`${what}: the unbiased variance is ${value.toPrecision(4)}, which is negative; the biased one is used`],
  };
}

function withFreedom(
  { value, warnings }: { value: number; warnings: string[] },
  averages: readonly ReaderAverage[],
  degreesOfFreedom: () => { df: number; warning?: string },
): VarianceOf {
  if (averages.every((average) => readersOf(average) === 1)) return { value, df: null, analysis: 'FRRC', warnings };
  const { df, warning } = degreesOfFreedom();
  return { value, df, analysis: 'RRRC', warnings: warning ? [...warnings, warning] : warnings };
}

const TOO_FEW = 'needs at least two cases of each class';

/** A variance over readers for one treatment and not for the other would be neither of random nor of fixed readers. */
function unequalReaders(a: ReaderAverage, b: ReaderAverage): string | undefined {
  return (readersOf(a) === 1) !== (readersOf(b) === 1) ? 'one of the treatments has a single reader' : undefined;
}

function readersOf({ positions }: ReaderAverage): number {
  return positions.filter((position) => position !== undefined).length;
}
