import type { OrComponents } from '../mrmc/index.js';

/**
 * What a study of two conditions is planned from: Obuchowski-Rockette components of a figure of merit, and the number of
 * cases that they were estimated or published for. Error (co)variances shrink as that number grows, in the same
 * proportion of positive cases; for a figure of positive (negative) cases alone, it is the number of those.
 */
export interface PlanningComponents extends Pick<OrComponents, 'treatmentReader' | 'error' | 'cov1' | 'cov2' | 'cov3'> {
  readonly cases: number;
}

/** Components of a DBM analysis: of pseudovalues, treatment by reader by case. */
export interface DbmComponents {
  readonly treatmentReader: number;
  readonly treatmentCase: number;
  readonly error: number;
}

/** The jackknife's Obuchowski-Rockette components as those of DBM (Hillis et al., Stat Med 2005; 24:1579, eq. 10). */
export function dbmFromOr({ treatmentReader, error, cov1, cov2, cov3, cases }: PlanningComponents): DbmComponents {
  return {
    treatmentReader,
    treatmentCase: cases * (cov2 - cov3),
    error: cases * (error - cov1 - cov2 + cov3),
  };
}

/** Correlations that a published study reports for its errors: r1 same reader, r2 same condition, r3 neither. */
export interface ErrorCorrelations {
  readonly r1: number;
  readonly r2: number;
  readonly r3: number;
}

/** Components from published correlations and one reader's variance over cases, e.g. Hanley and McNeil's: cov = r error (Obuchowski and Rockette 1995). */
export function publishedComponents(
  published: ErrorCorrelations & { readonly error: number; readonly treatmentReader: number; readonly cases: number },
): PlanningComponents {
  const { r1, r2, r3, error, treatmentReader, cases } = published;
  return { treatmentReader, error, cov1: r1 * error, cov2: r2 * error, cov3: r3 * error, cases };
}

/** Variance over cases of one empirical area, ratings negative exponential (Hanley and McNeil, Radiology 1982, eq. 2). */
export function areaVariance(area: number, negatives: number, positives: number): number {
  const twoPositives = area / (2 - area);
  const twoNegatives = (2 * area * area) / (1 + area);
  const square = area * area;
  return (
    (area * (1 - area) + (positives - 1) * (twoPositives - square) + (negatives - 1) * (twoNegatives - square)) /
    (negatives * positives)
  );
}

/** Variance over cases of one sensitivity (of positives) or specificity (of negatives): p (1 - p) / n, binomial (Zhou, Obuchowski and McClish 2011). */
export function proportionVariance(proportion: number, cases: number): number {
  return (proportion * (1 - proportion)) / cases;
}
