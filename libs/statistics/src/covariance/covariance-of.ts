import { UnsupportedAnalysis } from '../data/errors.js';
import type { Estimable } from '../data/estimable.js';
import type { ReaderStudy } from '../data/reader-study.js';
import type { Figure } from '../figures/figure.js';
import { bootstrapCovariance, type BootstrapOptions } from './bootstrap.js';
import { occupiedCells, type CellCovariance } from './cell-covariance.js';
import { delongCovariance } from './delong.js';
import { jackknifeCovariance } from './jackknife.js';
import { unbiasedCovariance } from './unbiased.js';

export type CovarianceMethod = 'delong' | 'unbiased' | 'jackknife' | 'bootstrap';

/**
 * Covariance over cases (DeLong 1988, unbiased: Gallas 2006, jackknife and bootstrap: Efron 1982) of a figure's estimates in these cells; by default in all cells in which anything was read.
 *
 * @throws UnsupportedAnalysis where the figure does not suit the method, and for a bootstrap without a source of
 *   randomness
 */
export function covarianceOf<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
  method: CovarianceMethod,
  { cells = occupiedCells(study), bootstrap }: { cells?: readonly number[]; bootstrap?: BootstrapOptions } = {},
): Estimable<CellCovariance> {
  switch (method) {
    case 'delong':
      return delongCovariance(study, figure, cells);
    case 'unbiased':
      return unbiasedCovariance(study, figure, cells);
    case 'jackknife':
      return jackknifeCovariance(study, figure, cells);
    case 'bootstrap':
      if (!bootstrap) throw new UnsupportedAnalysis('a bootstrap needs a seeded source of randomness');
      return bootstrapCovariance(study, figure, cells, bootstrap);
  }
}
