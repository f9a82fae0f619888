import type { ColumnNames } from './csv-table.js';
import { isImrmc, readImrmc } from './imrmc.js';
import { readLrc } from './lrc.js';
import type { MrmcFile } from './mrmc-file.js';
import { MrmcFileError } from './mrmc-file.error.js';
import { readRatingsCsv, type RatingField } from './ratings-csv.js';
import { readRjafroc } from './rjafroc.js';

/**
 * A reader study from the bytes of a file, its format by the name's ending: `.xlsx` (RJafroc), `.lrc`, `.imrmc`; any other
 * is a long table, or iMRMC's where a line says `BEGIN DATA:`.
 *
 * @param names of columns, for long tables
 * @throws MrmcFileError that names line (or sheet and row), field and reason
 */
export async function readMrmcFile(
  name: string,
  bytes: Uint8Array,
  names: ColumnNames<RatingField> = {},
): Promise<MrmcFile> {
  const ending = /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase();
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (ending === 'xlsx' || isZip) {
    if (!isZip) throw new MrmcFileError('', undefined, 'no .xlsx workbook: it is no zip archive');
    return readRjafroc(new Uint8Array(bytes).buffer);
  }
  const text = textOf(bytes);
  if (ending === 'lrc') return readLrc(text);
  if (ending === 'imrmc' || isImrmc(text)) return readImrmc(text);
  return readRatingsCsv(text, names);
}

/** Text of a file's bytes, UTF-8. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
