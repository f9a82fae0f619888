import type { LesionPlaces, ReferenceStandardRow } from '@lectern/contracts';
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

const purposes = ['study', 'training', 'qualification'] as const;
const stacks = ['axial', 'coronal', 'sagittal'] as const;

export interface ReferenceCsv {
  readonly rows: ReferenceStandardRow[];
  /** Of each row, the line on which its case first stands. */
  readonly lines: number[];
  readonly issues: CsvIssue[];
}

/**
 * The rows of a reference standard. A case takes as many lines as it has lesions (columns lesion, x_mm, y_mm, z_mm, radius_mm, stack); what else is said of it stands on
 * the first. Columns named as attributes of the protocol are read, others passed over; every fault is named with its line.
 */
export function parseReferenceCsv(
  text: string,
  words: Texts['cases']['csv'],
  attributes: readonly string[] = [],
): ReferenceCsv {
  const [head, ...records] = csvRecords(text);
  const columns = new Map(head?.cells.map((name, index) => [name.toLowerCase(), index]));
  const issues: CsvIssue[] = ['case', 'positive']
    .filter((name) => !columns.has(name))
    .map((name) => ({ path: '', message: words.column(name), line: 1 }));
  if (issues.length > 0) return { rows: [], lines: [], issues };
  if (records.length === 0) return { rows: [], lines: [], issues: [{ path: '', message: words.empty }] };

  const cases = new Map<string, { row: ReferenceStandardRow; line: number }>();
  for (const { line, cells } of records) {
    const reading = new CsvLine(columns, cells, line, words, issues);
    const label = reading.text('case');
    if (!label) issues.push({ path: 'case', message: words.noCase, line });
    const known = cases.get(label);
    if (known && !reading.text('lesion')) issues.push({ path: 'case', message: words.again(label, known.line), line });
    const row = known?.row ?? reading.row(attributes);
    const lesion = reading.lesion();
    cases.set(label, { row: lesion ? withLesion(row, lesion) : row, line: known?.line ?? line });
  }
  const read = [...cases.values()];
  return { rows: read.map(({ row }) => row), lines: read.map(({ line }) => line), issues };
}

/** The place joins the lesion of that name, if the case has it already. */
function withLesion(row: ReferenceStandardRow, lesion: LesionPlaces): ReferenceStandardRow {
  const others = (row.lesions ?? []).filter(({ id }) => id !== lesion.id);
  const same = row.lesions?.find(({ id }) => id === lesion.id);
  return { ...row, lesions: [...others, { ...lesion, places: [...(same?.places ?? []), ...lesion.places] }] };
}

/** One line, cell by cell; what is wrong goes to the issues. */
class CsvLine {
  constructor(
    private readonly columns: ReadonlyMap<string | undefined, number>,
    private readonly cells: readonly string[],
    private readonly line: number,
    private readonly words: Texts['cases']['csv'],
    private readonly issues: CsvIssue[],
  ) {}

  text(...names: string[]): string {
    const at = names.map((name) => this.columns.get(name.toLowerCase())).find((index) => index !== undefined);
    return at === undefined ? '' : (this.cells[at] ?? '');
  }

  row(attributes: readonly string[]): ReferenceStandardRow {
    const positive = positives.get(this.text('positive').toLowerCase());
    if (positive === undefined) this.fault('positive', this.words.positive(this.text('positive')));
    const purpose = this.oneOf('purpose', purposes);
    const given = attributes.flatMap((name) => (this.text(name) ? [[name, plain(this.text(name))] as const] : []));
    return {
      case: this.text('case'),
      positive: positive ?? false,
      grade: this.number('grade'),
      site: this.text('site') || null,
      gestationalAgeWeeks: this.number('ga_weeks', 'gestational_age_weeks', 'gestationalageweeks'),
      ...(purpose ? { purpose } : {}),
      ...(given.length > 0 ? { attributes: Object.fromEntries(given) } : {}),
    };
  }

  lesion(): LesionPlaces | null {
    const id = this.text('lesion');
    if (!id) return null;
    const [x, y, z] = ['x_mm', 'y_mm', 'z_mm'].map((name) => {
      if (!this.text(name)) this.fault(name, this.words.place(id, name));
      return this.number(name) ?? 0;
    }) as [number, number, number];
    const stack = this.oneOf('stack', stacks);
    return { id, places: [{ ...(stack ? { stack } : {}), centre: [x, y, z], radius: this.number('radius_mm') ?? 0 }] };
  }

  private number(...names: string[]): number | null {
    const value = this.text(...names);
    if (value === '') return null;
    if (!Number.isFinite(Number(value))) this.fault(names[0] ?? '', this.words.number(names[0] ?? '', value));
    return Number(value);
  }

  private oneOf<Value extends string>(name: string, values: readonly Value[]): Value | undefined {
    const text = this.text(name).toLowerCase();
    const found = values.find((value) => value === text);
    if (text && !found) this.fault(name, this.words.oneOf(name, values.join(', '), text));
    return found;
  }

  private fault(path: string, message: string): void {
    this.issues.push({ path, message, line: this.line });
  }
}

const plain = (text: string): string | number => (Number.isFinite(Number(text)) ? Number(text) : text);
