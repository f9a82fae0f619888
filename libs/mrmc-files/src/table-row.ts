import { MrmcFileError } from './mrmc-file.error.js';

/** Where a field stands in a row, and what the file calls it. */
export type Columns<Field extends string> = Readonly<
  Partial<Record<Field, { readonly at: number; readonly name: string }>>
>;

const TRUE = new Set(['1', 'true', 'yes', 'positive', 'abnormal', 'diseased']);
const FALSE = new Set(['0', 'false', 'no', 'negative', 'normal', 'non-diseased']);

/** One row of a table, whose cells are read as what they should be, or refused with place, column and reason. */
export class TableRow<Field extends string> {
  constructor(
    readonly place: string,
    private readonly columns: Columns<Field>,
    private readonly cells: readonly string[],
  ) {}

  has(field: Field): boolean {
    return this.optional(field) !== undefined;
  }

  /** Undefined where there is no such column, or nothing in it. */
  optional(field: Field): string | undefined {
    const column = this.columns[field];
    const cell = column === undefined ? undefined : this.cells[column.at]?.trim();
    return cell === '' ? undefined : cell;
  }

  /** @throws MrmcFileError where it is empty */
  text(field: Field): string {
    const cell = this.optional(field);
    if (cell === undefined) throw this.refusal(field, 'is empty');
    return cell;
  }

  /** @throws MrmcFileError where it is empty or no finite number */
  number(field: Field): number {
    const cell = this.text(field);
    const value = Number(cell);
    if (!Number.isFinite(value)) throw this.refusal(field, `"${cell}" is no number`);
    return value;
  }

  /** @throws MrmcFileError where it is empty or neither yes nor no */
  flag(field: Field): boolean {
    const cell = this.text(field);
    const word = cell.toLowerCase();
    if (TRUE.has(word) || Number(word) === 1) return true;
    if (FALSE.has(word) || Number(word) === 0) return false;
    throw this.refusal(field, `"${cell}" is neither 0 nor 1`);
  }

  refusal(field: Field, reason: string): MrmcFileError {
    return new MrmcFileError(this.place, this.columns[field]?.name ?? field, reason);
  }
}
