import { normalCdf } from '../distributions/index.js';

/**
 * The Roe-Metz model of reader-study ratings (Roe and Metz, Acad Radiol 1997; 4:298), in Hillis's unequal-variance form
 * (Acad Radiol 2012; 19:1518):
 *
 *   X_ijkt = t mu_i + R_jt + (tauR)_ijt + C_kt + (tauC)_ikt + (RC)_jkt + E_ijkt
 *
 * for condition i, reader j, case k and truth t; every effect is normal with mean 0 and independent of the others,
 * also between t = 0 and t = 1. Variances are those of cases without the finding; for cases with it those of the terms
 * that hold a case are divided by b^2.
 */
export interface RoeMetzModel {
  /** mu_i: mean rating of cases with the finding in each condition; without it the mean is 0. */
  readonly means: readonly number[];
  readonly variances: RoeMetzVariances;
  /** Ratio of the standard deviations of case terms, without the finding over with it; 1 is the equal-variance model. */
  readonly b: number;
}

export interface RoeMetzVariances {
  readonly reader: number;
  readonly readerCondition: number;
  readonly case: number;
  readonly caseCondition: number;
  readonly readerCase: number;
  readonly error: number;
}

/** First letter: high or low correlation between readings of one case; second: high or low variance between readers. */
export type RoeMetzStructure = 'HH' | 'HL' | 'LH' | 'LL';
/** Area of the median reader in Roe and Metz's Table 1: Phi(mu / sqrt 2) for mu = 0.75, 1.5, 2.5. */
export type RoeMetzArea = 0.7 | 0.855 | 0.96;

const CASE_VARIANCES = {
  H: { case: 0.3, caseCondition: 0.3, readerCase: 0.2, error: 0.2 },
  L: { case: 0.1, caseCondition: 0.1, readerCase: 0.2, error: 0.6 },
} as const;
const MEANS: Readonly<Record<RoeMetzArea, number>> = { 0.7: 0.75, 0.855: 1.5, 0.96: 2.5 };
const READER_VARIANCES: Readonly<Record<'H' | 'L', Readonly<Record<RoeMetzArea, number>>>> = {
  H: { 0.7: 0.011, 0.855: 0.03, 0.96: 0.056 },
  L: { 0.7: 0.0055, 0.855: 0.0055, 0.96: 0.0055 },
};

/** The published structures (Roe and Metz 1997, Table 1; nominal areas .702, .855, .962), two conditions alike: the null. */
export function roeMetzModel(structure: RoeMetzStructure, area: RoeMetzArea): RoeMetzModel {
  const correlation = structure.startsWith('H') ? 'H' : 'L';
  const spread = structure.endsWith('H') ? 'H' : 'L';
  const reader = READER_VARIANCES[spread][area];
  return {
    means: [MEANS[area], MEANS[area]],
    variances: { reader, readerCondition: reader, ...CASE_VARIANCES[correlation] },
    b: 1,
  };
}

/**
 * The unequal-variance model with the same median-reader areas: b = 1 / (1 + mu / r), so that the mean-to-sigma ratio
 * mu / (1/b - 1), in standard deviations of cases without the finding, is r. Swensson saw ratios about 4.5 (Hillis 2012).
 * Reader variances grow by (1 + b^-2) / 2, so that readers' areas spread as in the equal-variance model.
 *
 * @param ratio r, larger than the probit of every area; smaller ratios bend the curve more
 * @throws RangeError where no mean gives the area at this ratio
 */
export function withUnequalVariance(model: RoeMetzModel, ratio = 4.5): RoeMetzModel {
  const [first = 0] = model.means;
  const mu = meanAtRatio(first / Math.SQRT2, ratio);
  const b = 1 / (1 + mu / ratio);
  const growth = (1 + b ** -2) / 2;
  const { reader, readerCondition } = model.variances;
  return {
    means: model.means.map((mean) => mean * Math.sqrt(growth)),
    variances: { ...model.variances, reader: reader * growth, readerCondition: readerCondition * growth },
    b,
  };
}

/** Solves mu / sqrt(1 + (1 + mu / r)^2) = probit for mu: a quadratic with one positive root while probit < r. */
function meanAtRatio(probit: number, ratio: number): number {
  const square = probit * probit;
  const a = 1 - square / (ratio * ratio);
  if (!(ratio > 0) || a <= 0)
    throw new RangeError(`mean-to-sigma ratio ${ratio} is too small for a probit of ${probit}`);
  return (square / ratio + Math.sqrt((square / ratio) ** 2 + 2 * a * square)) / a;
}

/** Area of a reader whose reader effects are all zero: Phi(mu / sqrt(V0 + V1)), V the variances of the case terms (Roe and Metz 1997). */
export function medianReaderArea(model: RoeMetzModel, condition: number): number {
  return normalCdf(meanOf(model, condition) / Math.sqrt(caseVariance(model) * (1 + model.b ** -2)));
}

/** Area averaged over the population of readers (Hillis 2018, eq. 5): reader terms of both truths widen the difference. */
export function meanReaderArea(model: RoeMetzModel, condition: number): number {
  return normalCdf(meanOf(model, condition) / Math.sqrt(differenceVariance(model)));
}

/** Variance of the difference of two ratings of different cases with different truth, readers random (Hillis 2018). */
export function differenceVariance(model: RoeMetzModel): number {
  const { reader, readerCondition } = model.variances;
  return caseVariance(model) * (1 + model.b ** -2) + 2 * (reader + readerCondition);
}

/** Variance of one rating over cases of one reader: the terms that hold a case, without the finding (Hillis 2012). */
export function caseVariance({ variances }: RoeMetzModel): number {
  return variances.case + variances.caseCondition + variances.readerCase + variances.error;
}

function meanOf(model: RoeMetzModel, condition: number): number {
  const mean = model.means[condition];
  if (mean === undefined) throw new RangeError(`the model has no condition ${condition}`);
  return mean;
}
