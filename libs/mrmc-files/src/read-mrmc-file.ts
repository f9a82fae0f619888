import type { ColumnNames } from './csv-table.js';
import { endingOf, isWorkbook, longTableText, READABLE, textOf } from './file-text.js';
import { isImrmc, readImrmc } from './imrmc.js';
import { readLrc } from './lrc.js';
import type { MrmcFile } from './mrmc-file.js';
import { MrmcFileError } from './mrmc-file.error.js';
import { readRatingsCsv, type RatingField } from './ratings-csv.js';
import { readRjafroc } from './rjafroc.js';

/**
 * A reader study from the bytes of a file, its format by the name's ending: `.xlsx` (RJafroc), `.lrc`, `.imrmc`; `.csv`,
 * `.tsv`, `.txt` or none is a long table, or iMRMC's where a line says `BEGIN DATA:`.
 *
 * @param names of columns, for long tables
 * @throws MrmcFileError that names line (or sheet and row), field and reason
 */
export async function readMrmcFile(
  name: string,
  bytes: Uint8Array,
  names: ColumnNames<RatingField> = {},
): Promise<MrmcFile> {
  if (bytes.length === 0) throw new MrmcFileError('', undefined, 'the file is empty', READABLE);
  const ending = endingOf(name);
  if (Object.keys(names).length > 0 && (isWorkbook(bytes) || ending === 'lrc' || ending === 'imrmc'))
    throw new MrmcFileError('', undefined, 'columns are named in long tables only', 'leave the names of columns away');
  if (isWorkbook(bytes)) return readRjafroc(new Uint8Array(bytes).buffer);
  if (ending === 'xlsx') throw new MrmcFileError('', undefined, 'no .xlsx workbook: it is no zip archive');
  if (ending === 'lrc') return readLrc(textOf(bytes));
  if (ending === 'imrmc') return readImrmc(textOf(bytes));
  const text = longTableText(name, bytes);
  return isImrmc(text) ? readImrmc(text) : readRatingsCsv(text, names);
}
