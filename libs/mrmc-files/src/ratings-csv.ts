import { checkedReadings, type PlacedReading } from './checked-readings.js';
import { readCsvTable, type ColumnNames } from './csv-table.js';
import { readingsByTruthRows } from './imrmc.js';
import type { RatingsFile } from './mrmc-file.js';
import type { TableRow } from './table-row.js';

export type RatingField = 'reader' | 'treatment' | 'case' | 'truth' | 'rating' | 'patient' | 'correct';

/**
 * A long table: one row a read. Columns `patient` (several cases of one person) and `correct` (whether the one location
 * is right, for LROC) are read where the file has them. Without a column `truth`, iMRMC's table: the truth of a case is
 * the score of a row whose modality is `truth`.
 *
 * @throws MrmcFileError
 */
export function readRatingsCsv(text: string, names: ColumnNames<RatingField> = {}): RatingsFile {
  const { columns, rows } = readCsvTable<RatingField>(
    text,
    ['reader', 'treatment', 'case', 'rating'],
    ['truth', 'patient', 'correct'],
    names,
  );
  if (columns.truth === undefined) return { ...readingsByTruthRows(rows), format: 'imrmc' };
  return { kind: 'ratings', format: 'csv', readings: checkedReadings(rows.map(placedReading)), warnings: [] };
}

function placedReading(row: TableRow<RatingField>): PlacedReading {
  const positive = row.flag('truth');
  const patient = row.optional('patient');
  return {
    place: row.place,
    reading: {
      reader: row.text('reader'),
      treatment: row.text('treatment'),
      case: row.text('case'),
      positive,
      rating: row.number('rating'),
      ...(patient !== undefined && { patient }),
      ...(positive && row.has('correct') && { correct: row.flag('correct') }),
    },
  };
}
