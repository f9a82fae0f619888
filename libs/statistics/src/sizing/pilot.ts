import { covarianceOf, occupiedCells, type CovarianceMethod } from '../covariance/index.js';
import { estimated, isEstimated, notEstimable, type Estimable, type ReaderStudy } from '../data/index.js';
import { relevantCases, type Figure } from '../figures/index.js';
import { designOf, orComponents } from '../mrmc/index.js';
import type { PlanningComponents } from './planning-components.js';

/**
 * Components of a pilot study, for any figure of merit: areas, decisions, localisations (Hillis, Obuchowski and Berbaum, Acad
 * Radiol 2011; 18:129). Those of more than two conditions are averages over them.
 *
 * @returns not estimable unless every reader of at least two read every case under at least two conditions
 */
export function pilotComponents<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
  covariance: CovarianceMethod = 'jackknife',
): Estimable<PlanningComponents> {
  const design = designOf(study, figure.dependsOn);
  const { treatments, readers } = study;
  if (design !== 'crossed') return notEstimable(`the pilot study is ${design}; a plan needs a crossed one`);
  if (treatments.length < 2 || readers.length < 2)
    return notEstimable(`the pilot study has ${readers.length} readers and ${treatments.length} conditions`);
  const cells = covarianceOf(study, figure, covariance, { cells: occupiedCells(study) });
  if (!isEstimated(cells)) return cells;
  const table = { treatments, readers, estimates: cells.estimates, covariance: cells.covariance, design };
  const { treatmentReader, error, cov1, cov2, cov3 } = orComponents(table);
  const all = Int32Array.from(study.cases, (_, c) => c);
  const cases = relevantCases(study, figure.dependsOn, all).length;
  return estimated({ treatmentReader, error, cov1, cov2, cov3, cases });
}
