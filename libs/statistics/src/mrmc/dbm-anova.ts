import { average } from './or-components.js';

export interface AnovaRow {
  readonly ss: number;
  readonly df: number;
  readonly ms: number;
}

/** Three-way analysis of variance without replication, and the two-way ones within each treatment and reader. */
export interface PseudovalueAnova {
  readonly treatment: AnovaRow;
  readonly reader: AnovaRow;
  readonly case: AnovaRow;
  readonly treatmentReader: AnovaRow;
  readonly treatmentCase: AnovaRow;
  readonly readerCase: AnovaRow;
  /** Treatment by reader by case, with the error. */
  readonly residual: AnovaRow;
  /** Mean, and mean squares of readers, cases and their interaction, of each treatment by itself. */
  readonly byTreatment: readonly { mean: number; reader: number; case: number; readerCase: number }[];
  /** Mean squares of treatments, cases and their interaction, of each reader by himself. */
  readonly byReader: readonly { treatment: number; case: number; treatmentCase: number }[];
  /** By `treatment * readers + reader`. */
  readonly cellMeans: readonly number[];
}

/** @param y pseudovalues by `treatment * J + reader`, then by case */
export function anovaOf(y: readonly Float64Array[], I: number, J: number): PseudovalueAnova {
  const K = y[0]!.length;
  const byTreatment = range(I).map((t) => range(J).map((r) => y[t * J + r]!));
  const byReader = range(J).map((r) => range(I).map((t) => y[t * J + r]!));
  const cellMeans = y.map((row) => average(row));
  const cells = twoWay(range(I).map((t) => Float64Array.from(range(J), (r) => cellMeans[t * J + r]!)));
  const treatmentCase = twoWay(byTreatment.map(meanRow));
  const readerCase = twoWay(byReader.map(meanRow));
  const ss = {
    treatment: J * K * cells.rows,
    reader: I * K * cells.columns,
    case: I * J * treatmentCase.columns,
    treatmentReader: K * cells.interaction,
    treatmentCase: J * treatmentCase.interaction,
    readerCase: I * readerCase.interaction,
  };
  const total = y.reduce((sum, row) => sum + row.reduce((s, value) => s + (value - cells.mean) ** 2, 0), 0);
  const residual = total - Object.values(ss).reduce((sum, part) => sum + part, 0);
  return {
    treatment: row(ss.treatment, I - 1),
    reader: row(ss.reader, J - 1),
    case: row(ss.case, K - 1),
    treatmentReader: row(ss.treatmentReader, (I - 1) * (J - 1)),
    treatmentCase: row(ss.treatmentCase, (I - 1) * (K - 1)),
    readerCase: row(ss.readerCase, (J - 1) * (K - 1)),
    residual: row(residual, (I - 1) * (J - 1) * (K - 1)),
    byTreatment: byTreatment.map((rows) => {
      const [reader, ofCase, readerByCase] = meanSquaresOf(rows);
      return { mean: twoWay(rows).mean, reader, case: ofCase, readerCase: readerByCase };
    }),
    byReader: byReader.map((rows) => {
      const [treatment, ofCase, treatmentByCase] = meanSquaresOf(rows);
      return { treatment, case: ofCase, treatmentCase: treatmentByCase };
    }),
    cellMeans,
  };
}

/** Sums of squares about the mean: of row means, of column means, and of what both leave. */
interface TwoWay {
  readonly mean: number;
  readonly rows: number;
  readonly columns: number;
  readonly interaction: number;
}

function twoWay(table: readonly Float64Array[]): TwoWay {
  const rowMeans = table.map((values) => average(values));
  const columnMeans = meanRow(table);
  const mean = average(rowMeans);
  const squares = (means: ArrayLike<number>): number => Array.from(means, (m) => (m - mean) ** 2).reduce(plus, 0);
  let interaction = 0;
  table.forEach((values, i) =>
    values.forEach((value, j) => (interaction += (value - rowMeans[i]! - columnMeans[j]! + mean) ** 2)),
  );
  return { mean, rows: squares(rowMeans), columns: squares(columnMeans), interaction };
}

/** Mean squares of rows, columns and interaction. */
function meanSquaresOf(table: readonly Float64Array[]): [number, number, number] {
  const [m, n] = [table.length, table[0]!.length];
  const { rows, columns, interaction } = twoWay(table);
  return [(n * rows) / (m - 1), (m * columns) / (n - 1), interaction / ((m - 1) * (n - 1))];
}

function meanRow(rows: readonly Float64Array[]): Float64Array {
  return rows[0]!.map((_, k) => average(rows.map((values) => values[k]!)));
}

function row(ss: number, df: number): AnovaRow {
  return { ss, df, ms: ss / df };
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

function plus(a: number, b: number): number {
  return a + b;
}
