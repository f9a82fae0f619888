import type { ReferenceStandardRow } from '@lectern/contracts';
import type { Texts } from '../../texts/english.js';

export interface CsvIssue {
  readonly path: string;
  readonly message: string;
  readonly line?: number;
}

/** Lines of a CSV text (RFC 4180: quotes, doubled quotes, line ends in quotes), with the line on which each begins. */
export function csvRecords(text: string): { line: number; cells: string[] }[] {
  const records: { line: number; cells: string[] }[] = [];
  const pattern = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/y;
  const source = text.replace(/^\uFEFF/, '');
  let line = 1;
  let begin = 1;
  let cells: string[] = [];
  for (let at = 0; at < source.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const [whole, cell = '', end] = pattern.exec(source) ?? ['', '', ''];
    if (!whole) break;
    cells.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell.trim());
    line += whole.split('\n').length - 1;
    if (end === ',') {
      if (pattern.lastIndex < source.length) continue;
      cells.push('');
    }
    if (cells.some((value) => value !== '')) records.push({ line: begin, cells });
    cells = [];
    begin = line;
  }
  return records;
}

const positives = new Map([
  ['1', true],
  ['true', true],
  ['yes', true],
  ['0', false],
  ['false', false],
  ['no', false],
]);

/** The rows of a reference standard. Further columns are passed over; every fault is named with its line. */
export function parseReferenceCsv(
  text: string,
  words: Texts['cases']['csv'],
): { rows: ReferenceStandardRow[]; issues: CsvIssue[] } {
  const [head, ...records] = csvRecords(text);
  const columns = new Map(head?.cells.map((name, index) => [name.toLowerCase(), index]));
  const issues: CsvIssue[] = ['case', 'positive']
    .filter((name) => !columns.has(name))
    .map((name) => ({ path: '', message: words.column(name), line: 1 }));
  if (issues.length > 0) return { rows: [], issues };
  if (records.length === 0) return { rows: [], issues: [{ path: '', message: words.empty }] };

  const rows = records.map(({ line, cells }) => {
    const cell = (...names: string[]) =>
      cells[names.map((name) => columns.get(name)).find((at) => at !== undefined) ?? -1] ?? '';
    const number = (...names: string[]) => {
      const value = cell(...names);
      if (value === '') return null;
      if (!Number.isFinite(Number(value)))
        issues.push({ path: names[0] ?? '', message: words.number(names[0] ?? '', value), line });
      return Number(value);
    };
    const positive = positives.get(cell('positive').toLowerCase());
    if (positive === undefined) issues.push({ path: 'positive', message: words.positive(cell('positive')), line });
    if (!cell('case')) issues.push({ path: 'case', message: words.noCase, line });
    return {
      case: cell('case'),
      positive: positive ?? false,
      grade: number('grade'),
      site: cell('site') || null,
      gestationalAgeWeeks: number('ga_weeks', 'gestational_age_weeks', 'gestationalageweeks'),
    };
  });
  return { rows, issues };
}
