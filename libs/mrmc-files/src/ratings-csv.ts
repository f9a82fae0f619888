import { checkedReadings, type PlacedReading } from './checked-readings.js';
import { missingColumn, readCsvTable, type ColumnNames } from './csv-table.js';
import { readingsByTruthRows } from './imrmc.js';
import type { RatingsFile } from './mrmc-file.js';
import type { TableRow } from './table-row.js';

export type RatingField = 'reader' | 'treatment' | 'case' | 'truth' | 'rating' | 'patient' | 'correct' | 'decision';

/**
 * A long table: one row a read. Where there is no `rating`, the `decision` (0 or 1, yes or no) is it. Columns `patient` (several cases of one person) and `correct` (whether the one location
 * is right, for LROC) are read where the file has them. Without a column `truth`, iMRMC's table: the truth of a case is
 * the score of a row whose modality is `truth`.
 *
 * @throws MrmcFileError
 */
export function readRatingsCsv(text: string, names: ColumnNames<RatingField> = {}): RatingsFile {
  const { header, columns, rows } = readCsvTable<RatingField>(
    text,
    ['reader', 'treatment', 'case'],
    ['rating', 'decision', 'truth', 'patient', 'correct'],
    names,
  );
  if (columns.rating === undefined && columns.decision === undefined) throw missingColumn('rating', header, 'line 1');
  if (columns.truth === undefined) return { ...readingsByTruthRows(rows), format: 'imrmc' };
  const isRated = columns.rating !== undefined;
  const readings = checkedReadings(rows.map((row) => placedReading(row, isRated)));
  const decisions = columns.decision === undefined ? undefined : rows.map((row) => row.flag('decision'));
  return { kind: 'ratings', format: 'csv', readings, ...(decisions && { decisions }), warnings: [] };
}

function placedReading(row: TableRow<RatingField>, isRated: boolean): PlacedReading {
  const positive = row.flag('truth');
  const patient = row.optional('patient');
  return {
    place: row.place,
    reading: {
      reader: row.text('reader'),
      treatment: row.text('treatment'),
      case: row.text('case'),
      positive,
      rating: isRated ? row.number('rating') : Number(row.flag('decision')),
      ...(patient !== undefined && { patient }),
      ...(positive && row.has('correct') && { correct: row.flag('correct') }),
    },
  };
}
