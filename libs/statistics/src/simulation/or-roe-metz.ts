import { estimated, notEstimable, type Estimable } from '../data/index.js';
import { normalCdf } from '../distributions/index.js';
import { findRoot } from '../optimisation/index.js';
import { errorCovariance, probitsOf, readerCovariance, readerVariance, type OrParameters } from './roe-metz-or.js';
import type { RoeMetzModel } from './roe-metz.js';

export interface FittedRoeMetz {
  readonly model: RoeMetzModel;
  /** mu / (1/b - 1) by condition; infinite with equal variances. */
  readonly meanToSigma: readonly number[];
  /** Probability by condition that a reader's curve is visibly improper: |mean-to-sigma ratio| below 2. */
  readonly improper: readonly number[];
}

/**
 * The Roe-Metz model that has given Obuchowski-Rockette parameters, so that a study can be simulated from pilot or
 * published results: the inverse of `roeMetzToOr` (Hillis 2018, section 5). Case variances without the finding sum to 1.
 *
 * @param b ratio of standard deviations, or what it follows from: the error variance (b <= 1), unless given
 * @returns not estimable where no such model has these parameters, with the parameter that says so
 */
export function orToRoeMetz(
  parameters: OrParameters,
  cases: { readonly negatives: number; readonly positives: number },
  b?: number,
): Estimable<FittedRoeMetz> {
  const probits = probitsOf(parameters.areas);
  const { varianceReader, varianceReaderCondition } = parameters;
  const x3 = solve((rho) => readerCovariance(probits, rho) - varianceReader, 0, 1);
  if (x3 === undefined) return notEstimable('no correlation gives the reader variance');
  const x4 = solve((rho) => readerVariance(probits, rho) - varianceReader - varianceReaderCondition, 0, 1);
  if (x4 === undefined || x4 >= 1) return notEstimable('no correlation gives the reader by condition variance');
  if (x4 < x3) return notEstimable('the reader by condition variance is negative on the rating scale');
  const terms = (ratio: number) => ({ probits, spread: (1 + ratio ** -2) / (1 - x4), b: ratio, cases });
  const ratio = b ?? solve((at) => errorCovariance(terms(at), 'same', x4, 1) - parameters.varianceError, MIN_B, 1);
  if (ratio === undefined) return notEstimable('no ratio of standard deviations b <= 1 gives the error variance');
  const at = terms(ratio);
  const x5 = solve((v) => errorCovariance(at, 'other', 0, v) - parameters.cov3, 0, 1);
  const x6 = solve((v) => errorCovariance(at, 'same', 0, v) - parameters.cov2, 0, 1);
  const x7 = solve((v) => errorCovariance(at, 'other', x3, v) - parameters.cov1, 0, 1);
  if (x5 === undefined || x6 === undefined || x7 === undefined)
    return notEstimable('no variance of the cases gives covariances 1 to 3');
  return fitted(probits, at.spread, ratio, { x3, x4, x5, x6, x7 });
}

const MIN_B = 0.01;

interface Solved {
  readonly x3: number;
  readonly x4: number;
  readonly x5: number;
  readonly x6: number;
  readonly x7: number;
}

function fitted(probits: readonly number[], spread: number, b: number, x: Solved): Estimable<FittedRoeMetz> {
  const variances = {
    reader: (x.x3 * spread) / 2,
    readerCondition: ((x.x4 - x.x3) * spread) / 2,
    case: x.x5,
    caseCondition: x.x6 - x.x5,
    readerCase: x.x7 - x.x5,
    error: 1 - x.x6 - x.x7 + x.x5,
  };
  const negative = Object.entries(variances).find(([, value]) => value < 0);
  if (negative) return notEstimable(`the ${negative[0]} variance would be ${negative[1]}`);
  const means = probits.map((probit) => probit * Math.sqrt(spread));
  const width = 1 / b - 1;
  const spreadOfMeans = Math.sqrt(2 * (variances.reader + variances.readerCondition));
  return estimated({
    model: { means, variances, b },
    meanToSigma: means.map((mean) => mean / width),
    improper: means.map((mean) => within(2 * width, mean, spreadOfMeans)),
  });
}

/** P(|X| < bound) of a normal X. */
function within(bound: number, mean: number, sd: number): number {
  if (sd === 0) return Math.abs(mean) < bound ? 1 : 0;
  return normalCdf((bound - mean) / sd) - normalCdf((-bound - mean) / sd);
}

/** Where a function that rises or falls through zero between the ends does so; undefined if it does not. */
function solve(f: (x: number) => number, from: number, to: number): number | undefined {
  const [first, last] = [f(from), f(to)];
  return first * last <= 0 ? findRoot(f, from, to, 1e-15) : undefined;
}
