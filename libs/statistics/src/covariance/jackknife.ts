import { estimated, isEstimated, notEstimable, type Estimable } from '../data/estimable.js';
import { hasClusters, type ReaderStudy } from '../data/reader-study.js';
import { relevantCases, type Figure } from '../figures/figure.js';
import type { Matrix } from '../linear-algebra/index.js';
import { cellName, figuresOf, patientNumbers, type CellCovariance } from './cell-covariance.js';
import { gram } from './gram.js';

/** Each cell's figure without each patient (or case) in turn; a patient that it never saw leaves it as it is. */
export interface LeftOut {
  readonly estimates: Float64Array;
  /** By cell, then by sampling unit. */
  readonly without: readonly Float64Array[];
  /** Number of sampling units: patients, or cases where no patient has two. */
  readonly units: number;
}

/**
 * Jackknife covariance over cases, (n - 1) / n times the sum of products about the mean (Efron, SIAM 1982), or over
 * patients where a patient has several cases. n counts all units of the study on which the figure depends, so that for
 * nested and incomplete designs it agrees with MRMCaov.
 */
export function jackknifeCovariance<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
  cells: readonly number[],
): Estimable<CellCovariance> {
  const left = leaveOut(study, figure, cells);
  if (!isEstimated(left)) return left;
  return estimated({
    cells,
    estimates: left.estimates,
    covariance: jackknifeMatrix(left),
    method: hasClusters(study) ? 'jackknife-clustered' : 'jackknife',
    source: 'Efron, The Jackknife, the Bootstrap and Other Resampling Plans, SIAM 1982',
  });
}

/** @see jackknifeCovariance */
export function leaveOut<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
  cells: readonly number[],
): Estimable<LeftOut> {
  const figures = figuresOf(study, figure, cells);
  if (!isEstimated(figures)) return figures;
  const units = samplingUnits(study, figure);
  const without: Float64Array[] = [];
  for (const [i, cell] of cells.entries()) {
    const row = new Float64Array(units.count).fill(figures.estimates[i]!);
    const cases = figures.cases[i]!;
    if (units.clustered) leaveUnitsOut(study, figure, cell, cases, units.of, row);
    else leaveCasesOut(study, figure, cell, cases, units.of, row);
    const broken = row.findIndex((value) => Number.isNaN(value));
    if (broken >= 0)
      return notEstimable(
        `${cellName(study, cell)}: not estimable without ${units.clustered ? 'one patient' : 'one case'}`,
      );
    without.push(row);
  }
  return estimated({ estimates: figures.estimates, without, units: units.count });
}

function jackknifeMatrix({ without, units }: LeftOut): Matrix {
  const scale = Math.sqrt((units - 1) / units);
  const centred = without.map((row) => {
    const centre = row.reduce((sum, value) => sum + value, 0) / units;
    return row.map((value) => scale * (value - centre));
  });
  return gram(centred);
}

/** Numbers of the units among all cases on which the figure depends and which anybody read. */
function samplingUnits<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
): { count: number; of: Int32Array; clustered: boolean } {
  const patients = patientNumbers(study);
  const all = Int32Array.from(study.cases, (_, c) => c);
  const numbers = new Map<number, number>();
  const of = new Int32Array(study.cases.length).fill(-1);
  for (const c of relevantCases(study, figure.dependsOn, all)) {
    const number = numbers.get(patients.of[c]!) ?? numbers.size;
    numbers.set(patients.of[c]!, number);
    of[c] = number;
  }
  return { count: numbers.size, of, clustered: hasClusters(study) };
}

function leaveCasesOut<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
  cell: number,
  cases: Int32Array,
  unitOf: Int32Array,
  row: Float64Array,
): void {
  const values = figure.leaveOneOut?.(study, cell, cases);
  cases.forEach((c, i) => {
    row[unitOf[c]!] = values
      ? values[i]!
      : estimateOrNaN(
          study,
          figure,
          cell,
          cases.filter((other) => other !== c),
        );
  });
}

function leaveUnitsOut<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
  cell: number,
  cases: Int32Array,
  unitOf: Int32Array,
  row: Float64Array,
): void {
  for (const unit of new Set(Array.from(cases, (c) => unitOf[c]!)))
    row[unit] = estimateOrNaN(
      study,
      figure,
      cell,
      cases.filter((c) => unitOf[c] !== unit),
    );
}

function estimateOrNaN<S extends ReaderStudy>(study: S, figure: Figure<S>, cell: number, cases: Int32Array): number {
  const value = figure.estimate(study, cell, cases);
  return isEstimated(value) ? value.value : Number.NaN;
}
