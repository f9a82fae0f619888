import { cellOf, mrmcData, type MrmcData } from '../data/index.js';
import { readDataset } from './reference.js';

/** Columns of a long dataset that are not called reader, treatment, case, rating. */
export type Columns = Partial<Record<'treatment' | 'case' | 'rating', string>>;

/** A long dataset of ratings, by file name without `.csv`. */
export function readMrmc(
  name: string,
  { treatment = 'treatment', case: id = 'case', rating = 'rating' }: Columns = {},
): MrmcData {
  const rows = readDataset(name).map((row) => ({
    reader: row['reader']!,
    treatment: row[treatment]!,
    case: row[id]!,
    positive: row['truth'] === '1',
    rating: Number(row[rating]),
  }));
  return mrmcData(rows);
}

/** The rows for which the predicate holds, as a study of their own. */
export function subset(data: MrmcData, keep: (reader: string, treatment: string) => boolean): MrmcData {
  const rows = data.treatments.flatMap((treatment, t) =>
    data.readers.flatMap((reader, r) => {
      const start = cellOf(data, t, r) * data.cases.length;
      return keep(reader, treatment)
        ? data.cases.flatMap((one, c) =>
            data.read[start + c] === 1
              ? [
                  {
                    reader,
                    treatment,
                    case: one.id,
                    positive: one.positive,
                    patient: one.patient,
                    rating: data.ratings[start + c]!,
                  },
                ]
              : [],
          )
        : [];
    }),
  );
  return mrmcData(rows);
}

/** The cell that MRMCaov calls `treatment.reader`. */
export function cellNamed(data: MrmcData, name: string): number {
  const [treatment, reader] = name.split('.') as [string, string];
  return cellOf(data, data.treatments.indexOf(treatment), data.readers.indexOf(reader));
}
