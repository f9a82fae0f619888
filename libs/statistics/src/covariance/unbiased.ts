import { UnsupportedAnalysis } from '../data/errors.js';
import { estimated, isEstimated, type Estimable, type Estimated } from '../data/estimable.js';
import { hasClusters, type ReaderStudy } from '../data/reader-study.js';
import type { Figure } from '../figures/figure.js';
import { zeros } from '../linear-algebra/index.js';
import { figuresOf, tooFewCases, type CellCovariance, type CellFigures } from './cell-covariance.js';
import { exactlyShared, pairMoments, type PairMoments } from './pair-moments.js';

/**
 * Unbiased covariance of U-statistics over cases: the product of two figures less an unbiased estimate of the product of
 * their expectations, which is the mean product of kernels that share no case (Gallas, Acad Radiol 2006; Gallas et al.,
 * JOSA A 2007). The matrix need not be positive semidefinite. Cells may have read different cases.
 *
 * @throws UnsupportedAnalysis if the figure is no U-statistic, or if a patient has several cases
 */
export function unbiasedCovariance<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
  cells: readonly number[],
): Estimable<CellCovariance> {
  if (hasClusters(study))
    throw new UnsupportedAnalysis(
      'unbiased covariance takes cases as independent; with several cases a patient use delong or jackknife',
    );
  const figures = figuresOf(study, figure, cells);
  if (!isEstimated(figures)) return figures;
  return tooFewCases(study, figures) ?? unbiasedFromMoments(pairMoments(study, figure, figures), figures);
}

/** @see unbiasedCovariance */
export function unbiasedFromMoments(
  moments: PairMoments,
  { cells, estimates }: CellFigures,
): Estimated<CellCovariance> {
  const width = 1 << moments.classes.length;
  const covariance = zeros(cells.length, cells.length);
  for (let pair = 0; pair < cells.length ** 2; pair++) {
    const [from, to] = [pair * width, (pair + 1) * width];
    const nothingShared = exactlyShared(moments.sums.slice(from, to))[0]!;
    const products = exactlyShared(moments.counts.slice(from, to))[0]!;
    covariance.data[pair] = moments.sums[from]! / moments.counts[from]! - nothingShared / products;
  }
  return estimated({
    cells,
    estimates,
    covariance,
    method: 'unbiased',
    source: 'Gallas, Acad Radiol 2006; Gallas et al., JOSA A 2007',
  });
}
