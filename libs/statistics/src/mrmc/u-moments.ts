import { exactlyShared, type PairMoments } from '../covariance/index.js';

/**
 * Second moments of two reader-averaged U-statistics, by what the two kernels share. A mask has one bit for each class
 * of cases (negative 1, positive 2; one class alone: 1) and, above them, one for the reader.
 */
export interface UMoments {
  readonly classes: readonly ('negative' | 'positive')[];
  /** Mean product of kernels that share exactly this: Gallas' M1 ... M8 are masks 7 ... 0. */
  readonly moments: Float64Array;
  /** Mean product of kernels that share at least this. */
  readonly biased: Float64Array;
  /** The moments' weights in the covariance of the two averages. */
  readonly coefficients: Float64Array;
  /** Whether some products share nothing, so that the product of the expectations can be told; with one reader, no case. */
  readonly hasIndependent: boolean;
}

/** One average over readers: position of each reader's cell in the moments, or undefined, and the cell's weight. */
export interface ReaderAverage {
  readonly positions: readonly (number | undefined)[];
  readonly weights: readonly number[];
  readonly estimate: number;
}

/**
 * How readers are averaged: `pairs` weighs each pair of cases that some reader read equally, so that a reader of more
 * cases counts for more (iMRMC); `readers` weighs each reader's figure equally (Obuchowski-Rockette).
 */
export type Weighting = 'pairs' | 'readers';

/** @param kernels number of kernels in each cell, by position */
export function readerAverage(
  positions: readonly (number | undefined)[],
  estimates: Float64Array,
  kernels: (position: number) => number,
  weighting: Weighting,
): ReaderAverage {
  const weights = positions.map((at) => (at === undefined ? 0 : weighting === 'pairs' ? 1 : 1 / kernels(at)));
  let sum = 0;
  let total = 0;
  positions.forEach((at, r) => {
    if (at === undefined) return;
    sum += weights[r]! * kernels(at) * estimates[at]!;
    total += weights[r]! * kernels(at);
  });
  return { positions, weights, estimate: sum / total };
}

/** Gallas et al., Commun Stat Theory Methods 2009, eq. 12; for studies that are not crossed Gallas and Brown 2008. */
export function uMoments(table: PairMoments, a: ReaderAverage, b: ReaderAverage): UMoments {
  const width = 1 << table.classes.length;
  const sums = new Float64Array(2 * width);
  const counts = new Float64Array(2 * width);
  a.positions.forEach((p, r) =>
    b.positions.forEach((q, s) => {
      if (p === undefined || q === undefined) return;
      const weight = a.weights[r]! * b.weights[s]!;
      const from = (p * table.cells.length + q) * width;
      for (let shared = 0; shared < width; shared++) {
        const [sum, count] = [weight * table.sums[from + shared]!, weight * table.counts[from + shared]!];
        sums[shared]! += sum;
        counts[shared]! += count;
        if (r !== s) continue;
        sums[shared | width]! += sum;
        counts[shared | width]! += count;
      }
    }),
  );
  const exactSums = exactlyShared(sums);
  const exactCounts = exactlyShared(counts);
  const all = counts[0]!;
  const negligible = all * 1e-12; // what rounding leaves of a difference that is zero
  const coefficients = exactCounts.map((count) => (Math.abs(count) > negligible ? count / all : 0));
  const independent = isOneReader(a, b) ? width : 0; // one reader can but be taken as fixed
  return {
    classes: table.classes,
    moments: exactSums.map((sum, mask) => (coefficients[mask]! > 0 ? sum / exactCounts[mask]! : 0)),
    biased: sums.map((sum, mask) => (counts[mask]! > negligible ? sum / counts[mask]! : 0)),
    coefficients: coefficients.map((share, mask) => (mask === independent ? share - 1 : share)),
    hasIndependent: coefficients[independent]! > 0,
  };
}

function isOneReader(a: ReaderAverage, b: ReaderAverage): boolean {
  const readers = [a, b].flatMap(({ positions }) => [...positions.keys()].filter((r) => positions[r] !== undefined));
  return new Set(readers).size === 1;
}

/** The covariance of the two averages from exact (unbiased) or at-least (biased) moments. */
export function uCovariance({ moments, biased, coefficients }: UMoments, variance: 'unbiased' | 'biased'): number {
  const values = variance === 'unbiased' ? moments : biased;
  return coefficients.reduce((sum, coefficient, mask) => sum + coefficient * values[mask]!, 0);
}

/** Components of (co)variance in the manner of Barrett, Clarkson and Kupinski: one for each mask but 0. */
export interface BckComponents {
  readonly components: Float64Array;
  readonly biased: Float64Array;
  /** 1 / n of what the mask names, in a crossed study. */
  readonly coefficients: Float64Array;
}

/** Clarkson, Kupinski and Barrett, Acad Radiol 2006; conversion as in Gallas et al. 2009. */
export function bckComponents({ moments, biased, coefficients }: UMoments): BckComponents {
  const weights = coefficients.slice();
  for (let bit = 1; bit < weights.length; bit <<= 1)
    for (let mask = 0; mask < weights.length; mask++) if ((mask & bit) === 0) weights[mask]! += weights[mask | bit]!;
  const present = (values: Float64Array): Float64Array =>
    differences(values).map((v, mask) => (weights[mask] === 0 ? 0 : v));
  return { components: present(moments), biased: present(biased), coefficients: weights };
}

/** Inclusion and exclusion downwards: what sharing this adds to sharing any less. */
function differences(values: Float64Array): Float64Array {
  const result = values.slice();
  for (let bit = 1; bit < result.length; bit <<= 1)
    for (let mask = result.length - 1; mask >= 0; mask--) if (mask & bit) result[mask]! -= result[mask ^ bit]!;
  return result;
}
