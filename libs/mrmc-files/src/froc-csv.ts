import { crossedReads, type FrocCase, type FrocMark } from '@lectern/statistics';
import { readCsvTable, type ColumnNames } from './csv-table.js';
import { MrmcFileError } from './mrmc-file.error.js';
import type { FrocFile } from './mrmc-file.js';
import type { TableRow } from './table-row.js';

export type MarkField = 'reader' | 'treatment' | 'case' | 'lesion' | 'rating';
type LesionField = 'case' | 'truth' | 'lesion' | 'weight' | 'patient';

/** A fault in the second file, which the first one's name must not be given for. */
export class TruthFileError extends MrmcFileError {}

/**
 * A long table of marks, and one of all cases and lesions. One row of the first is one mark: on the lesion named, or,
 * where that is empty or NA, on none. The second has a row for each case without the finding, and one for each lesion of
 * the others, with its weight (equal, where there is none). Every reader read every case under every treatment: a case
 * without marks was read and not marked.
 *
 * @throws TruthFileError, MrmcFileError
 */
export function readFrocCsv(marks: string, truth: string, names: ColumnNames<MarkField> = {}): FrocFile {
  const cases = readLesions(truth);
  const { rows } = readCsvTable<MarkField>(marks, ['reader', 'treatment', 'case', 'lesion', 'rating'], [], names);
  const known = new Map(cases.map(({ id, lesions }) => [id, new Set(lesions.map((lesion) => lesion.id))]));
  const reads = crossedReads(
    cases,
    rows.map((row) => markOf(row, known)),
  );
  return { kind: 'froc', format: 'csv', cases, reads, warnings: [] };
}

function markOf(row: TableRow<MarkField>, known: ReadonlyMap<string, ReadonlySet<string>>): FrocMark {
  const id = row.text('case');
  const lesions = known.get(id);
  if (!lesions) throw row.refusal('case', `case ${id} is not in the file of truth`);
  const lesion = lesionOf(row);
  if (lesion !== undefined && !lesions.has(lesion))
    throw row.refusal('lesion', `case ${id} has no lesion ${lesion} in the file of truth`);
  const mark = { reader: row.text('reader'), treatment: row.text('treatment'), case: id, rating: row.number('rating') };
  return lesion === undefined ? mark : { ...mark, lesion };
}

function readLesions(text: string): FrocCase[] {
  try {
    return lesionsOf(readCsvTable<LesionField>(text, ['case', 'truth', 'lesion'], ['weight', 'patient']).rows);
  } catch (error) {
    if (!(error instanceof MrmcFileError)) throw error;
    throw new TruthFileError(error.place, error.field, error.reason, error.remedy);
  }
}

function lesionsOf(rows: readonly TableRow<LesionField>[]): FrocCase[] {
  const cases = new Map<string, { id: string; lesions: { id: string; weight: number }[]; patient?: string }>();
  for (const row of rows) {
    const id = row.text('case');
    const positive = row.flag('truth');
    const known = cases.get(id);
    if (known && (!positive || known.lesions.length === 0))
      throw row.refusal('truth', `case ${id} is there already, and only lesions may follow lesions`);
    const patient = row.optional('patient');
    const one = known ?? { id, lesions: [], ...(patient !== undefined && { patient }) };
    if (positive) {
      const lesion = row.text('lesion');
      if (one.lesions.some((other) => other.id === lesion))
        throw row.refusal('lesion', `case ${id} has lesion ${lesion} already`);
      const weight = row.has('weight') ? row.number('weight') : 1;
      if (weight < 0) throw row.refusal('weight', `${weight} is negative`);
      one.lesions.push({ id: lesion, weight });
    }
    cases.set(id, one);
  }
  return [...cases.values()];
}

function lesionOf(row: TableRow<MarkField>): string | undefined {
  const lesion = row.optional('lesion');
  return lesion === 'NA' ? undefined : lesion;
}
