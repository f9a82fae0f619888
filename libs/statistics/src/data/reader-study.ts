import { InvalidStudyData } from './errors.js';

export interface StudyCase {
  readonly id: string;
  /** Whether the reference standard says that the finding is there. */
  readonly positive: boolean;
  /** Whose case it is: cases of one patient are not independent. The case's own id where nothing else is known. */
  readonly patient: string;
}

/**
 * Who read what under which treatment (modality, condition), whatever each read recorded. Cells, that is pairs of
 * treatment and reader, are numbered treatment by treatment: `treatment * readers.length + reader`.
 */
export interface ReaderStudy {
  readonly readers: readonly string[];
  readonly treatments: readonly string[];
  readonly cases: readonly StudyCase[];
  /** 1 where the case was read, by `cell * cases.length + case`. */
  readonly read: Uint8Array;
}

/** Ratings of whole cases: larger means more suspicious. */
export interface MrmcData extends ReaderStudy {
  /** By `cell * cases.length + case`; what stands where nothing was read has no meaning. */
  readonly ratings: Float64Array;
}

/** One row of a long table. */
export interface Reading {
  readonly reader: string;
  readonly treatment: string;
  readonly case: string;
  readonly positive: boolean;
  readonly rating: number;
  /** The case's own id, unless given. */
  readonly patient?: string;
}

/**
 * Readers, treatments and cases are kept in the order of their first row.
 *
 * @throws InvalidStudyData for no rows, a rating that is not finite, a read given twice, and a case with two truths or
 *   two patients
 */
export function mrmcData(rows: readonly Reading[]): MrmcData {
  if (rows.length === 0) throw new InvalidStudyData('no reads');
  const readers = numbering(rows, (row) => row.reader);
  const treatments = numbering(rows, (row) => row.treatment);
  const cases = numbering(rows, (row) => row.case);
  const table: StudyCase[] = new Array<StudyCase>(cases.size);
  const size = readers.size * treatments.size * cases.size;
  const ratings = new Float64Array(size);
  const read = new Uint8Array(size);
  for (const row of rows) {
    const c = cases.get(row.case) as number;
    table[c] = sameCase(table[c], row);
    const cell = (treatments.get(row.treatment) as number) * readers.size + (readers.get(row.reader) as number);
    const at = cell * cases.size + c;
    if (!Number.isFinite(row.rating)) throw new InvalidStudyData(`${nameOf(row)}: rating ${row.rating} is no number`);
    if (read[at] === 1) throw new InvalidStudyData(`${nameOf(row)} is there twice`);
    read[at] = 1;
    ratings[at] = row.rating;
  }
  return { readers: [...readers.keys()], treatments: [...treatments.keys()], cases: table, read, ratings };
}

/** The cases read in a cell, as ascending indices into `study.cases`. */
export function casesRead(study: ReaderStudy, cell: number): Int32Array {
  const n = study.cases.length;
  const mask = study.read.subarray(cell * n, (cell + 1) * n);
  const indices = new Int32Array(n);
  let count = 0;
  for (let c = 0; c < n; c++) if (mask[c] === 1) indices[count++] = c;
  return indices.slice(0, count);
}

/** Number of the cell of a treatment and a reader, both by position. */
export function cellOf(study: ReaderStudy, treatment: number, reader: number): number {
  return treatment * study.readers.length + reader;
}

/** Whether some patient has more than one case. */
export function hasClusters(study: ReaderStudy): boolean {
  return new Set(study.cases.map((one) => one.patient)).size < study.cases.length;
}

function numbering(rows: readonly Reading[], key: (row: Reading) => string): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const row of rows) {
    const name = key(row);
    if (!numbers.has(name)) numbers.set(name, numbers.size);
  }
  return numbers;
}

function sameCase(known: StudyCase | undefined, row: Reading): StudyCase {
  const patient = row.patient ?? row.case;
  if (known === undefined) return { id: row.case, positive: row.positive, patient };
  if (known.positive !== row.positive) throw new InvalidStudyData(`case ${row.case} has two truths`);
  if (known.patient !== patient)
    throw new InvalidStudyData(`case ${row.case} has two patients: ${known.patient}, ${patient}`);
  return known;
}

function nameOf(row: Reading): string {
  return `reader ${row.reader}, treatment ${row.treatment}, case ${row.case}`;
}
