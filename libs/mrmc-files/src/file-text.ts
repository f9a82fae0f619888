import { MrmcFileError } from './mrmc-file.error.js';

/** What is read, as a refusal says it. */
export const READABLE =
  'read are long tables (.csv, .tsv, .txt), iMRMC (.imrmc), RJafroc workbooks (.xlsx) and LABMRMC (.lrc)';

const TABLES = new Set(['csv', 'tsv', 'txt', '']);
const ELSEWHERE: Readonly<Record<string, string>> = {
  irm: 'an iRoeMetz (.irm) file holds the parameters of a simulation, not reads',
  xls: 'the old Excel format (.xls) is not read; save it as .xlsx or CSV',
};

/** Lower case, without the dot; empty where the name has none. */
export function endingOf(name: string): string {
  return /\.([^./\\]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

export function isWorkbook(bytes: Uint8Array): boolean {
  return [0x50, 0x4b, 0x03, 0x04].every((byte, i) => bytes[i] === byte);
}

/** @throws MrmcFileError for an ending of another format, and bytes that are no text */
export function longTableText(name: string, bytes: Uint8Array): string {
  const ending = endingOf(name);
  if (isWorkbook(bytes))
    throw new MrmcFileError('', undefined, 'is a workbook, and a long table is needed', 'save the sheet as CSV');
  if (!TABLES.has(ending))
    throw new MrmcFileError('', undefined, ELSEWHERE[ending] ?? `.${ending} files are not read`, READABLE);
  return textOf(bytes);
}

/**
 * Text of a file's bytes: UTF-8, or UTF-16 where a byte order mark says so.
 *
 * @throws MrmcFileError for bytes that are no text, with the line of the first that is not
 */
export function textOf(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\u0000')) return text;
  } catch {
    // below
  }
  throw new MrmcFileError(lineOfFault(bytes, encoding), undefined, 'is no text in UTF-8', 'save it as CSV in UTF-8');
}

/** Where decoding first fails: bytes before it are text, so their line ends can be counted. */
function lineOfFault(bytes: Uint8Array, encoding: string): string {
  const text = new TextDecoder(encoding).decode(bytes);
  const at = text.search(/[\u0000\uFFFD]/);
  return at < 0 ? '' : `line ${text.slice(0, at).split(/\r\n|\n|\r/).length}`;
}
