import type { ConfidenceAnswer, TimedReading } from '@lectern/statistics';
import { readCsvTable, type ColumnNames } from './csv-table.js';
import { EachReadOnce } from './each-read-once.js';
import type { TableRow } from './table-row.js';

const READ = ['reader', 'treatment', 'case'] as const;
type ReadField = (typeof READ)[number];

export type TimeField = ReadField | 'seconds' | 'period' | 'truth';
export type ConfidenceField = ReadField | 'confidence' | 'correct' | 'truth' | 'decision';

/**
 * Times, one row a read; an empty cell is a read without a time.
 *
 * @param also further columns of seconds: the same reads timed by other rules
 * @throws MrmcFileError
 */
export function readTimesCsv(
  text: string,
  names: ColumnNames<TimeField> = {},
  also: readonly string[] = [],
): TimedReading[] {
  const { rows } = readCsvTable<string>(text, [...READ, 'seconds', ...also], ['period', 'truth'], names);
  const once = new EachReadOnce();
  return rows.map((row) => {
    const period = row.optional('period');
    const timed = ['seconds', ...also].map((rule) => [rule, row.has(rule) ? row.number(rule) : null] as const);
    return {
      ...readOf(row, once),
      seconds: Object.fromEntries(timed),
      ...(period !== undefined && { period }),
      ...(row.has('truth') && { truth: row.flag('truth') ? (1 as const) : (0 as const) }),
    };
  });
}

/**
 * Confidence, one row a read. Whether the answer was right is said by `correct`, or by `decision` and `truth`, where the
 * table has them.
 *
 * @throws MrmcFileError
 */
export function readConfidenceCsv(text: string, names: ColumnNames<ConfidenceField> = {}): ConfidenceAnswer[] {
  const { rows } = readCsvTable<ConfidenceField>(
    text,
    [...READ, 'confidence'],
    ['correct', 'truth', 'decision'],
    names,
  );
  const once = new EachReadOnce();
  return rows.map((row) => {
    const correct = isCorrect(row);
    return { ...readOf(row, once), confidence: row.number('confidence'), ...(correct !== undefined && { correct }) };
  });
}

function isCorrect(row: TableRow<ConfidenceField>): boolean | undefined {
  if (row.has('correct')) return row.flag('correct');
  if (!row.has('decision') || !row.has('truth')) return undefined;
  return row.flag('decision') === row.flag('truth');
}

function readOf(row: TableRow<ReadField>, once: EachReadOnce): { reader: string; condition: string; case: string } {
  const read = { reader: row.text('reader'), condition: row.text('treatment'), case: row.text('case') };
  once.add(row.place, read.reader, read.condition, read.case);
  return read;
}
