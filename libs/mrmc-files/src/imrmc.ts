import { checkedReadings } from './checked-readings.js';
import { csvRecords } from './csv-records.js';
import { MrmcFileError } from './mrmc-file.error.js';
import type { RatingsFile } from './mrmc-file.js';
import { TableRow } from './table-row.js';

type ImrmcField = 'reader' | 'case' | 'treatment' | 'rating';

const COLUMNS = {
  reader: { at: 0, name: 'reader' },
  case: { at: 1, name: 'case' },
  treatment: { at: 2, name: 'modality' },
  rating: { at: 3, name: 'score' },
};
const BEGIN = /^\s*BEGIN DATA:/im;

/** Whether a text is an iMRMC input file. */
export function isImrmc(text: string): boolean {
  return BEGIN.test(text);
}

/**
 * iMRMC's input file: front matter, in which N0, N1, NR and NM may announce how much follows, a line `BEGIN DATA:`, then
 * reader, case, modality, score. A row whose modality is `truth` scores 0 or 1 what the case is.
 *
 * @throws MrmcFileError
 */
export function readImrmc(text: string): RatingsFile {
  const lines = text.split(/\r\n|\n|\r/);
  const begin = lines.findIndex((line) => BEGIN.test(line));
  if (begin < 0) throw new MrmcFileError('', undefined, 'there is no line "BEGIN DATA:"');
  const body = lines.map((line, i) => (i <= begin ? '' : line)).join('\n');
  const rows: TableRow<ImrmcField>[] = [];
  for (const { line, cells } of csvRecords(body, ',')) {
    if (cells.length !== 4)
      throw new MrmcFileError(`line ${line}`, undefined, `${cells.length} cells instead of reader,case,modality,score`);
    rows.push(new TableRow(`line ${line}`, COLUMNS, cells));
  }
  const file = readingsByTruthRows(rows);
  return { ...file, warnings: brokenPromises(lines.slice(0, begin), file, rows) };
}

/** Ratings of a table in which rows of the modality `truth` say what each case is. */
export function readingsByTruthRows(rows: readonly TableRow<ImrmcField>[]): RatingsFile {
  const isTruth = (row: TableRow<ImrmcField>): boolean => row.text('treatment').toLowerCase() === 'truth';
  const truths = new Map<string, boolean>();
  for (const row of rows.filter(isTruth)) {
    const id = row.text('case');
    const positive = row.flag('rating');
    if (truths.has(id)) throw row.refusal('case', `the truth of case ${id} is there already`);
    truths.set(id, positive);
  }
  if (truths.size === 0)
    throw new MrmcFileError('', 'truth', 'there is no column "truth", and no row of modality truth');
  const placed = rows
    .filter((row) => !isTruth(row))
    .map((row) => {
      const id = row.text('case');
      const positive = truths.get(id);
      if (positive === undefined) throw row.refusal('case', `no row says the truth of case ${id}`);
      const [reader, treatment] = [row.text('reader'), row.text('treatment')];
      return { place: row.place, reading: { reader, treatment, case: id, positive, rating: row.number('rating') } };
    });
  return { kind: 'ratings', format: 'imrmc', readings: checkedReadings(placed), warnings: [] };
}

/** Where the front matter announces other numbers than follow. */
function brokenPromises(
  frontMatter: readonly string[],
  { readings }: RatingsFile,
  rows: readonly TableRow<ImrmcField>[],
): string[] {
  const truths = rows.filter((row) => row.text('treatment').toLowerCase() === 'truth');
  const found: Record<string, number> = {
    N0: truths.filter((row) => !row.flag('rating')).length,
    N1: truths.filter((row) => row.flag('rating')).length,
    NR: new Set(readings.map(({ reader }) => reader)).size,
    NM: new Set(readings.map(({ treatment }) => treatment)).size,
  };
  return frontMatter.flatMap((line, i) => {
    const [, name = '', value = ''] = /^\s*(N0|N1|NR|NM)\s*:\s*(\d+)\s*$/i.exec(line) ?? [];
    const actual = found[name.toUpperCase()];
    if (actual === undefined || actual === Number(value)) return [];
    return [`line ${i + 1} announces ${name} ${value}, the data have ${actual}`];
  });
}
