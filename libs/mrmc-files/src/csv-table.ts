import { csvRecords, delimiterOf } from './csv-records.js';
import { MrmcFileError } from './mrmc-file.error.js';
import { TableRow, type Columns } from './table-row.js';

/** Which column of the file holds a field, by the column's name. */
export type ColumnNames<Field extends string> = Readonly<Partial<Record<Field, string>>>;

/** What packages of the field call these columns; the first that a file has is taken. */
const USUAL_NAMES: Readonly<Record<string, readonly string[]>> = {
  reader: ['reader', 'readerID'],
  treatment: ['treatment', 'modality', 'modalityID', 'condition'],
  case: ['case', 'caseID'],
  rating: ['rating', 'score'],
  decision: ['decision', 'positive'],
  seconds: ['seconds', 'time'],
};

export interface CsvTable<Field extends string> {
  readonly header: readonly string[];
  readonly columns: Columns<Field>;
  readonly rows: readonly TableRow<Field>[];
}

/**
 * A table with a header, its columns found by the names given, else by usual ones, letters' case aside. Where semicolons
 * part the cells, a comma in a number is decimal, as spreadsheets of many countries write it.
 *
 * @throws MrmcFileError for an empty file, a column that is missing, and a row that is longer or shorter than the header
 */
export function readCsvTable<Field extends string>(
  text: string,
  required: readonly Field[],
  optional: readonly Field[],
  names?: ColumnNames<Field>,
): CsvTable<Field> {
  const delimiter = delimiterOf(text);
  const records = csvRecords(text, delimiter);
  const first = records.next();
  if (first.done === true) throw new MrmcFileError('', undefined, 'the file is empty');
  const header = first.value.cells.map((cell) => cell.trim());
  const columns = findColumns(header, required, optional, names, `line ${first.value.line}`);
  const rows: TableRow<Field>[] = [];
  for (const { line, cells } of records) {
    if (cells.length !== header.length)
      throw new MrmcFileError(
        `line ${line}`,
        undefined,
        `${cells.length} cells, but the header has ${header.length}`,
        'put cells that hold the delimiter into double quotes',
      );
    rows.push(new TableRow(`line ${line}`, columns, cells, delimiter === ';'));
  }
  if (rows.length === 0) throw new MrmcFileError('', undefined, 'the file has a header and no rows');
  return { header, columns, rows };
}

function findColumns<Field extends string>(
  header: readonly string[],
  required: readonly Field[],
  optional: readonly Field[],
  names: ColumnNames<Field> | undefined,
  place: string,
): Columns<Field> {
  const folded = header.map((name) => name.toLowerCase());
  const columns: { [F in Field]?: { at: number; name: string } } = {};
  for (const field of [...required, ...optional]) {
    const given = names?.[field];
    const candidates = (given === undefined ? (USUAL_NAMES[field] ?? [field]) : [given]).map((name) =>
      name.toLowerCase(),
    );
    const name = candidates.find((candidate) => folded.includes(candidate));
    if (name === undefined) {
      if (given !== undefined || required.includes(field)) throw missingColumn(field, header, place, given);
      continue;
    }
    const at = folded.indexOf(name);
    if (folded.indexOf(name, at + 1) >= 0)
      throw new MrmcFileError(place, header[at], 'this column is there twice', 'keep one of the two');
    columns[field] = { at, name: header[at] as string };
  }
  return columns;
}

/** A field that no column of the header holds. */
export function missingColumn(field: string, header: readonly string[], place: string, given?: string): MrmcFileError {
  return new MrmcFileError(
    place,
    field,
    `no column "${given ?? field}" among ${header.join(', ')}`,
    `name the column that holds it (${field}=NAME)`,
  );
}
