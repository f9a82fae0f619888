import { at, type Matrix } from '../linear-algebra/index.js';
import type { StudyDesign } from './design.js';

/** Figures of all readers under all treatments, and their covariance over cases. Cells go treatment by treatment. */
export interface ReaderTable {
  readonly treatments: readonly string[];
  readonly readers: readonly string[];
  /** By `treatment * readers.length + reader`. */
  readonly estimates: Float64Array;
  readonly covariance: Matrix;
  readonly design: StudyDesign;
}

/** Mean squares of the treatment by reader table of figures. */
export interface MeanSquares {
  readonly treatment: number;
  readonly reader: number;
  readonly treatmentReader: number;
  /** Between readers, for each treatment by itself. */
  readonly readerByTreatment: readonly number[];
}

/** Error (co)variances, averaged: cov1 same reader, cov2 same treatment, cov3 neither. */
export interface ErrorCovariances {
  readonly error: number;
  readonly cov1: number;
  readonly cov2: number;
  readonly cov3: number;
}

/** Obuchowski-Rockette variance components as analysis of variance estimates them: negative ones are left so. */
export interface OrComponents extends ErrorCovariances {
  readonly reader: number;
  readonly treatmentReader: number;
}

/** Means over readers of each treatment's figures (Hillis 2007). */
export function treatmentMeans({ treatments, readers, estimates }: ReaderTable): number[] {
  const J = readers.length;
  return treatments.map((_, t) => average(estimates.subarray(t * J, (t + 1) * J)));
}

/** Of the two-way analysis of variance without replication (Hillis 2007). Not a number where a table of one row or one column has no such mean square. */
export function meanSquares(table: ReaderTable): MeanSquares {
  const { treatments, readers, estimates } = table;
  const [I, J] = [treatments.length, readers.length];
  const grand = average(estimates);
  const ofTreatment = treatmentMeans(table);
  const ofReader = readers.map((_, r) => average(treatments.map((_, t) => estimates[t * J + r]!)));
  const interaction = Array.from(estimates, (value, cell) => {
    const [t, r] = [Math.floor(cell / J), cell % J];
    return value - ofTreatment[t]! - ofReader[r]! + grand;
  });
  return {
    treatment: (J * sumOfSquares(ofTreatment.map((mean) => mean - grand))) / (I - 1),
    reader: (I * sumOfSquares(ofReader.map((mean) => mean - grand))) / (J - 1),
    treatmentReader: sumOfSquares(interaction) / ((I - 1) * (J - 1)),
    readerByTreatment: treatments.map(
      (_, t) => sumOfSquares(readers.map((_, r) => estimates[t * J + r]! - ofTreatment[t]!)) / (J - 1),
    ),
  };
}

/**
 * Error (co)variances of Obuchowski and Rockette (1995): averages of the covariance matrix over cells of these treatments and readers (default: all). What the design makes
 * zero is zero: readers of different cases share no error, nor do treatments.
 */
export function errorCovariances(
  table: ReaderTable,
  treatments: readonly number[] = [...table.treatments.keys()],
  readers: readonly number[] = [...table.readers.keys()],
): ErrorCovariances {
  const J = table.readers.length;
  const sums = { error: [0, 0], cov1: [0, 0], cov2: [0, 0], cov3: [0, 0] };
  for (const t of treatments)
    for (const r of readers)
      for (const u of treatments)
        for (const s of readers) {
          const kind = t === u ? (r === s ? 'error' : 'cov2') : r === s ? 'cov1' : 'cov3';
          sums[kind][0]! += at(table.covariance, t * J + r, u * J + s);
          sums[kind][1]!++;
        }
  const meanOf = ([sum, count]: number[], isZero = false): number => (isZero || count === 0 ? 0 : sum! / count!);
  const ownCases = table.design === 'cases-nested-in-readers';
  const ownCasesByTreatment = table.design === 'cases-nested-in-treatments';
  return {
    error: meanOf(sums.error),
    cov1: meanOf(sums.cov1, ownCasesByTreatment),
    cov2: meanOf(sums.cov2, ownCases),
    cov3: meanOf(sums.cov3, ownCases || ownCasesByTreatment),
  };
}

/** Variance components from mean squares (Hillis, Stat Med 2014, table 1). */
export function orComponents(table: ReaderTable): OrComponents {
  const ms = meanSquares(table);
  const errors = errorCovariances(table);
  const { error, cov1, cov2, cov3 } = errors;
  if (table.treatments.length === 1) return { reader: ms.reader - error + cov2, treatmentReader: 0, ...errors };
  return {
    reader: (ms.reader - ms.treatmentReader) / table.treatments.length - cov1 + cov3,
    treatmentReader: ms.treatmentReader - error + cov1 + (cov2 - cov3),
    ...errors,
  };
}

/** Arithmetic mean; not a number of nothing. */
export function average(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

function sumOfSquares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
