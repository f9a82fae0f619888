import { isEstimated, notEstimable, type Estimable, type NotEstimable } from '../data/estimable.js';
import { casesRead, type ReaderStudy } from '../data/reader-study.js';
import { relevantCases, type Figure } from '../figures/figure.js';
import type { Matrix } from '../linear-algebra/index.js';

/** How the figures of cells (reader under treatment) vary together over the cases that might have been drawn. */
export interface CellCovariance {
  /** Cell numbers, in the order of estimates, rows and columns. */
  readonly cells: readonly number[];
  readonly estimates: Float64Array;
  readonly covariance: Matrix;
  readonly method: string;
  readonly source: string;
}

/** The figure in each of these cells, and the cases on which each rests. */
export interface CellFigures {
  readonly cells: readonly number[];
  readonly estimates: Float64Array;
  readonly cases: readonly Int32Array[];
}

/** Cells in which anything was read. */
export function occupiedCells(study: ReaderStudy): number[] {
  const count = study.readers.length * study.treatments.length;
  const n = study.cases.length;
  return Array.from({ length: count }, (_, cell) => cell).filter((cell) =>
    study.read.subarray(cell * n, (cell + 1) * n).includes(1),
  );
}

/** Not estimable as soon as one of the cells is not: the reason names it. */
export function figuresOf<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
  cells: readonly number[],
): Estimable<CellFigures> {
  const estimates = new Float64Array(cells.length);
  const cases: Int32Array[] = [];
  for (const [i, cell] of cells.entries()) {
    const relevant = relevantCases(study, figure.dependsOn, casesRead(study, cell));
    const value = figure.estimate(study, cell, relevant);
    if (!isEstimated(value)) return notEstimable(`${cellName(study, cell)}: ${value.reason}`);
    estimates[i] = value.value;
    cases.push(relevant);
  }
  return { status: 'estimated', cells, estimates, cases };
}

/** A cell in words, for reasons and warnings. */
export function cellName(study: ReaderStudy, cell: number): string {
  const reader = study.readers[cell % study.readers.length];
  const treatment = study.treatments[Math.floor(cell / study.readers.length)];
  return `reader ${reader}, treatment ${treatment}`;
}

/** Patients of the study, numbered; each case's patient. Where no patient has two cases, patients are cases. */
export function patientNumbers(study: ReaderStudy): { count: number; of: Int32Array } {
  const numbers = new Map<string, number>();
  const of = Int32Array.from(study.cases, ({ patient }) => {
    const number = numbers.get(patient) ?? numbers.size;
    numbers.set(patient, number);
    return number;
  });
  return { count: numbers.size, of };
}

/** Why a sampling variance cannot be told from these cases, if it cannot: a class of one has none. */
export function tooFewCases(study: ReaderStudy, { cells, cases }: CellFigures): NotEstimable | undefined {
  for (const [i, cell] of cells.entries()) {
    const positives = cases[i]!.filter((c) => study.cases[c]?.positive === true).length;
    const negatives = cases[i]!.length - positives;
    if (positives === 1) return notEstimable(`${cellName(study, cell)}: one positive case has no variance`);
    if (negatives === 1) return notEstimable(`${cellName(study, cell)}: one negative case has no variance`);
  }
  return undefined;
}
