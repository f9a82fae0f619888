import { MrmcFileError } from './mrmc-file.error.js';

export interface CsvRecord {
  /** Of the record's first character; from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Records of comma-separated values (RFC 4180): quoted cells may hold delimiters, line ends and doubled quotes. Lines
 * without anything but blanks and delimiters are passed over.
 *
 * @throws MrmcFileError for a quote that never closes, or that closes before the cell ends
 */
export function* csvRecords(text: string, delimiter: string): Generator<CsvRecord> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (let i = 0; i < lines.length; i++) {
    const line = i + 1;
    let record = lines[i] as string;
    if (isBlank(record, delimiter)) continue;
    if (!record.includes('"')) {
      yield { line, cells: record.split(delimiter) };
      continue;
    }
    while (isOpen(record)) {
      i++;
      if (i >= lines.length) throw new MrmcFileError(`line ${line}`, undefined, 'a quote is never closed');
      record += `\n${lines[i] as string}`;
    }
    yield { line, cells: quotedCells(record, delimiter, line) };
  }
}

/** The delimiter that the first line with text has most of; a comma, where it has none. */
export function delimiterOf(text: string): string {
  const [first = ''] = /[^\s\uFEFF][^\r\n]*/.exec(text) ?? [];
  const count = (candidate: string): number => first.split(candidate).length;
  return [',', ';', '\t'].reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
}

function isBlank(record: string, delimiter: string): boolean {
  return record.replaceAll(delimiter, '').trim() === '';
}

function isOpen(record: string): boolean {
  return (record.split('"').length - 1) % 2 === 1;
}

function quotedCells(record: string, delimiter: string, line: number): string[] {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const isQuoted = record[at] === '"';
    const end = isQuoted ? closingQuote(record, at) + 1 : nextDelimiter(record, delimiter, at);
    if (end < record.length && record[end] !== delimiter)
      throw new MrmcFileError(`line ${line}`, undefined, `cell ${cells.length + 1} goes on after its closing quote`);
    cells.push(isQuoted ? record.slice(at + 1, end - 1).replaceAll('""', '"') : record.slice(at, end));
    if (end >= record.length) return cells;
    at = end + 1;
  }
}

/** The record has an even number of quotes: there is one. */
function closingQuote(record: string, opening: number): number {
  let at = record.indexOf('"', opening + 1);
  while (record[at + 1] === '"') at = record.indexOf('"', at + 2);
  return at;
}

function nextDelimiter(record: string, delimiter: string, from: number): number {
  const at = record.indexOf(delimiter, from);
  return at < 0 ? record.length : at;
}
