import { normalCdf, normalQuantile } from '../distributions/index.js';
import { bivariateNormalCdf } from './bivariate-normal.js';
import { caseVariance, differenceVariance, meanReaderArea, type RoeMetzModel } from './roe-metz.js';

/** Obuchowski-Rockette parameters of the empirical area, two conditions, every reader reading every case. */
export interface OrParameters {
  /** Area of each condition, averaged over readers. */
  readonly areas: readonly [number, number];
  readonly varianceReader: number;
  readonly varianceReaderCondition: number;
  /** Variance of one area, given its reader's own. */
  readonly varianceError: number;
  /** Covariances of two areas: same reader, other condition; other reader, same condition; both other. */
  readonly cov1: number;
  readonly cov2: number;
  readonly cov3: number;
}

interface CaseNumbers {
  readonly negatives: number;
  readonly positives: number;
}

/**
 * The Obuchowski-Rockette parameters that a Roe-Metz model implies, exactly, by bivariate normal probabilities
 * (Hillis, Stat Med 2018; 37:2067, Table 4).
 *
 * @throws RangeError unless the model has two conditions
 */
export function roeMetzToOr(model: RoeMetzModel, cases: CaseNumbers): OrParameters {
  if (model.means.length !== 2) throw new RangeError(`two conditions, not ${model.means.length}`);
  const spread = differenceVariance(model);
  const probits = model.means.map((mean) => mean / Math.sqrt(spread)) as [number, number];
  const areas = [meanReaderArea(model, 0), meanReaderArea(model, 1)] as const;
  const { reader, readerCondition, case: shared, caseCondition, readerCase } = model.variances;
  const sameReader = (2 * reader) / spread;
  const sameCell = (2 * (reader + readerCondition)) / spread;
  const terms = { probits, spread, b: model.b, cases };
  return {
    areas,
    varianceReader: readerCovariance(probits, sameReader),
    varianceReaderCondition: readerVariance(probits, sameCell) - readerCovariance(probits, sameReader),
    varianceError: errorCovariance(terms, 'same', sameCell, caseVariance(model)),
    cov1: errorCovariance(terms, 'other', sameReader, shared + readerCase),
    cov2: errorCovariance(terms, 'same', 0, shared + caseCondition),
    cov3: errorCovariance(terms, 'other', 0, shared),
  };
}

/** Covariance over readers of a reader's true areas in the two conditions. */
export function readerCovariance([x1, x2]: readonly [number, number], correlation: number): number {
  return bivariateNormalCdf(x1, x2, correlation) - normalCdf(x1) * normalCdf(x2);
}

/** Variance over readers of a reader's true area, averaged over the two conditions. */
export function readerVariance([x1, x2]: readonly [number, number], correlation: number): number {
  return (readerCovariance([x1, x1], correlation) + readerCovariance([x2, x2], correlation)) / 2;
}

export interface ErrorTerms {
  readonly probits: readonly [number, number];
  /** Variance of the difference of a positive's and a negative's rating. */
  readonly spread: number;
  readonly b: number;
  readonly cases: CaseNumbers;
}

/**
 * Covariance of two empirical areas given their readers: of the pairs of pairs of cases that they compare, some share
 * both cases, some one, some none.
 *
 * @param conditions the same one (averaged over the two) or the other
 * @param readerCorrelation correlation of rating differences that readers alone bring
 * @param sharedVariance variance, without the finding, of the case terms that both ratings of one case share
 */
export function errorCovariance(
  { probits, spread, b, cases }: ErrorTerms,
  conditions: 'same' | 'other',
  readerCorrelation: number,
  sharedVariance: number,
): number {
  const [x1, x2] = probits;
  const pairs: readonly (readonly [number, number])[] =
    conditions === 'other'
      ? [[x1, x2]]
      : [
          [x1, x1],
          [x2, x2],
        ];
  const negative = sharedVariance / spread;
  const positive = negative / (b * b);
  const { negatives: n0, positives: n1 } = cases;
  const together = (correlation: number) =>
    pairs.reduce((sum, [x, y]) => sum + bivariateNormalCdf(x, y, Math.min(1, correlation)), 0) / pairs.length;
  const none = together(readerCorrelation);
  const both = together(readerCorrelation + negative + positive) - none;
  const sameNegative = together(readerCorrelation + negative) - none;
  const samePositive = together(readerCorrelation + positive) - none;
  return (both + (n1 - 1) * sameNegative + (n0 - 1) * samePositive) / (n0 * n1);
}

/** Probit of each area. */
export function probitsOf([first, second]: readonly [number, number]): [number, number] {
  return [normalQuantile(first), normalQuantile(second)];
}
