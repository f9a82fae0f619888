import { cellOf, type MrmcData } from '@lectern/statistics';

/** A study as a long table, one row a read, which `readRatingsCsv` reads back as it was. */
export function* ratingsCsvRows(study: MrmcData): Generator<string> {
  const { readers, treatments, cases, read, ratings } = study;
  yield 'reader,treatment,case,truth,rating';
  for (const [t, treatment] of treatments.entries())
    for (const [r, reader] of readers.entries()) {
      const start = cellOf(study, t, r) * cases.length;
      const named = `${quoted(reader)},${quoted(treatment)}`;
      for (const [c, { id, positive }] of cases.entries())
        if (read[start + c] === 1) yield `${named},${quoted(id)},${positive ? 1 : 0},${ratings[start + c]}`;
    }
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
