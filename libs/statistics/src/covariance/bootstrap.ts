import { estimated, isEstimated, notEstimable, type Estimable } from '../data/estimable.js';
import type { ReaderStudy } from '../data/reader-study.js';
import type { Figure } from '../figures/figure.js';
import type { Random } from '../simulation/index.js';
import { figuresOf, patientNumbers, type CellCovariance } from './cell-covariance.js';
import { gram } from './gram.js';

export interface BootstrapOptions {
  readonly random: Random;
  /** Default 2,000. */
  readonly replicates?: number;
}

/**
 * Covariance over replicates of the study whose cases were drawn with replacement: by patient, and apart for patients
 * with and without a positive case, so that no replicate lacks a class (Efron and Tibshirani 1993). All cells see the
 * same draw. A replicate in which some figure cannot be estimated is drawn again; if that is more than half, the
 * covariance is not estimable.
 */
export function bootstrapCovariance<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
  cells: readonly number[],
  { random, replicates = 2000 }: BootstrapOptions,
): Estimable<CellCovariance> {
  const figures = figuresOf(study, figure, cells);
  if (!isEstimated(figures)) return figures;
  const sampler = patientSampler(study);
  const values = cells.map(() => new Float64Array(replicates));
  let discarded = 0;
  for (let b = 0; b < replicates;) {
    const weights = sampler(random);
    const drawn = cells.map((cell, i) => figure.estimate(study, cell, repeated(figures.cases[i]!, weights)));
    if (!drawn.every(isEstimated)) {
      if (++discarded > replicates) return notEstimable('most bootstrap replicates have no estimate');
      continue;
    }
    drawn.forEach((value, i) => (values[i]![b] = isEstimated(value) ? value.value : Number.NaN));
    b++;
  }
  return estimated({
    cells,
    estimates: figures.estimates,
    covariance: gram(values.map((row) => centredAndScaled(row))),
    method: 'bootstrap',
    source: `Efron and Tibshirani, An Introduction to the Bootstrap 1993; ${replicates} replicates, ${discarded} drawn again`,
  });
}

/** Draws how often each case is in a replicate. */
export function patientSampler(study: ReaderStudy): (random: Random) => Uint16Array {
  const patients = patientNumbers(study);
  const hasPositive = new Uint8Array(patients.count);
  study.cases.forEach(({ positive }, c) => (hasPositive[patients.of[c]!]! |= positive ? 1 : 0));
  const strata = [0, 1].map((flag) => Int32Array.from(hasPositive.keys()).filter((p) => hasPositive[p] === flag));
  return (random) => {
    const drawn = new Uint16Array(patients.count);
    for (const stratum of strata)
      for (let k = 0; k < stratum.length; k++) drawn[stratum[random.integer(stratum.length)]!]!++;
    return Uint16Array.from(patients.of, (p) => drawn[p]!);
  };
}

/** Each case as often as it was drawn. */
export function repeated(cases: Int32Array, weights: Uint16Array): Int32Array {
  const size = cases.reduce((sum, c) => sum + weights[c]!, 0);
  const result = new Int32Array(size);
  let at = 0;
  for (const c of cases) for (let k = 0; k < weights[c]!; k++) result[at++] = c;
  return result;
}

function centredAndScaled(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const scale = 1 / Math.sqrt(values.length - 1);
  return values.map((value) => (value - mean) * scale);
}
