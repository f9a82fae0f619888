import {
  covarianceOf,
  type BootstrapOptions,
  type CellCovariance,
  type CovarianceMethod,
} from '../covariance/index.js';
import { estimated, isEstimated, notEstimable, type Estimable } from '../data/estimable.js';
import { cellOf, type ReaderStudy } from '../data/reader-study.js';
import type { Figure } from '../figures/figure.js';
import { at } from '../linear-algebra/index.js';
import type { ReaderEstimate } from './result.js';

/**
 * Each of these cells with its standard error over cases. Those that the common covariance lacks are looked at one by
 * one, so that one empty class does not hide the others.
 */
export function readerEstimates<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
  method: CovarianceMethod,
  all: Estimable<CellCovariance>,
  cells: readonly number[],
  bootstrap?: BootstrapOptions,
): ReaderEstimate[] {
  return study.treatments.flatMap((treatment, t) =>
    study.readers.flatMap((reader, r) => {
      const cell = cellOf(study, t, r);
      if (!cells.includes(cell)) return [];
      const together = isEstimated(all) ? all.cells.indexOf(cell) : -1;
      if (isEstimated(all) && together >= 0) return [{ reader, treatment, ...estimateAt(all, together) }];
      const alone = covarianceOf(study, figure, method, { cells: [cell], ...(bootstrap && { bootstrap }) });
      return [{ reader, treatment, ...(isEstimated(alone) ? estimateAt(alone, 0) : notEstimable(alone.reason)) }];
    }),
  );
}

/** A variance of zero may come out this far below it. */
const ROUNDING = 1e-14;

function estimateAt(covariance: CellCovariance, position: number): Estimable<{ estimate: number; se: number }> {
  const variance = at(covariance.covariance, position, position);
  if (!(variance >= -ROUNDING)) return notEstimable(`the variance is estimated as ${variance.toPrecision(4)}`);
  return estimated({ estimate: covariance.estimates[position]!, se: Math.sqrt(Math.max(variance, 0)) });
}
