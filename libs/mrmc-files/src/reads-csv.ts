import type { ConfidenceAnswer, TimedReading } from '@lectern/statistics';
import { readCsvTable, type ColumnNames } from './csv-table.js';
import type { TableRow } from './table-row.js';

const READ = ['reader', 'treatment', 'case'] as const;
type ReadField = (typeof READ)[number];

export type TimeField = ReadField | 'seconds' | 'period' | 'truth';
export type ConfidenceField = ReadField | 'confidence' | 'correct';

/** Times, one row a read; an empty cell is a read without a time. @throws MrmcFileError */
export function readTimesCsv(text: string, names: ColumnNames<TimeField> = {}): TimedReading[] {
  const { rows } = readCsvTable<TimeField>(text, [...READ, 'seconds'], ['period', 'truth'], names);
  return rows.map((row) => {
    const period = row.optional('period');
    return {
      ...readOf(row),
      seconds: { seconds: row.has('seconds') ? row.number('seconds') : null },
      ...(period !== undefined && { period }),
      ...(row.has('truth') && { truth: row.flag('truth') ? (1 as const) : (0 as const) }),
    };
  });
}

/** Confidence, one row a read; where `correct` is there, whether the answer was right. @throws MrmcFileError */
export function readConfidenceCsv(text: string, names: ColumnNames<ConfidenceField> = {}): ConfidenceAnswer[] {
  const { rows } = readCsvTable<ConfidenceField>(text, [...READ, 'confidence'], ['correct'], names);
  return rows.map((row) => ({
    ...readOf(row),
    confidence: row.number('confidence'),
    ...(row.has('correct') && { correct: row.flag('correct') }),
  }));
}

function readOf(row: TableRow<ReadField>): { reader: string; condition: string; case: string } {
  return { reader: row.text('reader'), condition: row.text('treatment'), case: row.text('case') };
}
