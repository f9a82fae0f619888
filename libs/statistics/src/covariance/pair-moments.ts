import { UnsupportedAnalysis } from '../data/errors.js';
import type { ReaderStudy } from '../data/reader-study.js';
import type { Figure } from '../figures/figure.js';
import type { CellFigures } from './cell-covariance.js';
import { CountTree } from './count-tree.js';
import { innerProduct } from './gram.js';
import { compareScores, productSum, type ScoreComparison } from './score-comparison.js';

/**
 * Sums of products of two cells' kernels, sorted by what the two kernels are required to share. What may be shared are
 * the classes of cases on which the figure depends: bit 0 is the first of `classes`, bit 1 the second. Index 0 sums over
 * all products, the last index over those about one and the same case (or pair of cases).
 */
export interface PairMoments {
  readonly classes: readonly ('negative' | 'positive')[];
  readonly cells: readonly number[];
  /** By (first cell, second cell, what is shared). */
  readonly sums: Float64Array;
  /** How many products each sum has. */
  readonly counts: Float64Array;
}

/** @throws UnsupportedAnalysis if the figure is no U-statistic that this room knows */
export function pairMoments<S extends ReaderStudy>(study: S, figure: Figure<S>, figures: CellFigures): PairMoments {
  if (figure.dependsOn === 'both' && figure.scores) return twoClassMoments(study, figure, figures);
  if (figure.dependsOn !== 'both' && figure.placements) return oneClassMoments(study, figure, figures);
  throw new UnsupportedAnalysis(
    `U-statistics need a figure that is a mean of comparisons or of calls; ${figure.name} is not`,
  );
}

/** From "at least this is shared" to "exactly this is shared": inclusion and exclusion over the bits (Gallas and Brown 2008). */
export function exactlyShared(atLeast: Float64Array): Float64Array {
  const exactly = atLeast.slice();
  for (let bit = 1; bit < exactly.length; bit <<= 1)
    for (let shared = 0; shared < exactly.length; shared++)
      if ((shared & bit) === 0) exactly[shared]! -= exactly[shared | bit]!;
  return exactly;
}

function oneClassMoments<S extends ReaderStudy>(study: S, figure: Figure<S>, figures: CellFigures): PairMoments {
  const { cells, cases } = figures;
  const kernels = cells.map((cell, i) => {
    const dense = new Float64Array(study.cases.length);
    figure.placements!(study, cell, cases[i]!).forEach((value, k) => (dense[cases[i]![k]!] = value));
    return dense;
  });
  const read = cells.map((_, i) => indicator(study, cases[i]!));
  const totals = kernels.map((row) => row.reduce((sum, value) => sum + value, 0));
  const sums = new Float64Array(cells.length ** 2 * 2);
  const counts = new Float64Array(cells.length ** 2 * 2);
  forPairs(
    cells.length,
    2,
    (i, j, at) => {
      sums[at] = totals[i]! * totals[j]!;
      sums[at + 1] = innerProduct(kernels[i]!, kernels[j]!);
      counts[at] = cases[i]!.length * cases[j]!.length;
      counts[at + 1] = innerProduct(read[i]!, read[j]!);
    },
    sums,
    counts,
  );
  return { classes: [figure.dependsOn === 'positive' ? 'positive' : 'negative'], cells, sums, counts };
}

function twoClassMoments<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
  { cells, cases }: CellFigures,
): PairMoments {
  const isPositive = (c: number): boolean => study.cases[c]!.positive;
  const prepared = cells.map((cell, i) => {
    const positives = cases[i]!.filter(isPositive);
    const negatives = cases[i]!.filter((c) => !isPositive(c));
    return {
      comparison: compareScores(figure.scores!(study, cell), negatives, positives),
      readNegative: indicator(study, negatives),
      readPositive: indicator(study, positives),
    };
  });
  const tree = new CountTree(study.cases.length);
  const sums = new Float64Array(cells.length ** 2 * 4);
  const counts = new Float64Array(cells.length ** 2 * 4);
  forPairs(
    cells.length,
    4,
    (i, j, at) => {
      const [a, b] = [prepared[i]!, prepared[j]!];
      const [x, y] = [a.comparison, b.comparison];
      const sharedNegatives = innerProduct(a.readNegative, b.readNegative);
      const sharedPositives = innerProduct(a.readPositive, b.readPositive);
      sums[at] = x.total * y.total;
      sums[at + 1] = sumOfProducts(x, y, b.readNegative);
      sums[at + 2] = sumOfProducts(x, y, b.readPositive);
      sums[at + 3] = productSum(x, y, tree);
      counts[at] = pairs(x) * pairs(y);
      counts[at + 1] = sharedNegatives * x.positives.length * y.positives.length;
      counts[at + 2] = sharedPositives * x.negatives.length * y.negatives.length;
      counts[at + 3] = sharedNegatives * sharedPositives;
    },
    sums,
    counts,
  );
  return { classes: ['negative', 'positive'], cells, sums, counts };
}

/** Each unordered pair once; the other triangle is filled in, all sums being symmetric. */
function forPairs(
  n: number,
  width: number,
  fill: (i: number, j: number, at: number) => void,
  ...tables: Float64Array[]
): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const at = (i * n + j) * width;
      fill(i, j, at);
      for (const table of tables) table.copyWithin((j * n + i) * width, at, at + width);
    }
}

function pairs(comparison: ScoreComparison): number {
  return comparison.negatives.length * comparison.positives.length;
}

/** Products of the cases' own sums, over cases of the class that both read. */
function sumOfProducts(x: ScoreComparison, y: ScoreComparison, ofClass: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < ofClass.length; c++) sum += x.sums[c]! * y.sums[c]! * ofClass[c]!;
  return sum;
}

function indicator(study: ReaderStudy, cases: Int32Array): Float64Array {
  const flags = new Float64Array(study.cases.length);
  for (const c of cases) flags[c] = 1;
  return flags;
}
