import { MrmcFileError } from './mrmc-file.error.js';

/** Where a field stands in a row, and what the file calls it. */
export type Columns<Field extends string> = Readonly<
  Partial<Record<Field, { readonly at: number; readonly name: string }>>
>;

const TRUE = new Set(['1', 'true', 'yes', 'positive', 'present', 'abnormal', 'diseased']);
const FALSE = new Set(['0', 'false', 'no', 'negative', 'absent', 'normal', 'non-diseased']);

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?\d*,\d+$/;

/** A decimal number; undefined for all else, `0x1F`, `Infinity` and an empty cell included. */
export function decimalNumber(cell: string, decimalComma = false): number | undefined {
  const text = decimalComma && DECIMAL_COMMA.test(cell) ? cell.replace(',', '.') : cell;
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** One row of a table, whose cells are read as what they should be, or refused with place, column and reason. */
export class TableRow<Field extends string> {
  constructor(
    readonly place: string,
    private readonly columns: Columns<Field>,
    private readonly cells: readonly string[],
    private readonly decimalComma = false,
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
    const value = decimalNumber(cell, this.decimalComma);
    if (value === undefined) throw this.refusal(field, `"${cell}" is no number`, 'write a decimal number, e.g. 0.5');
    return value;
  }

  /** @throws MrmcFileError where it is empty or neither yes nor no */
  flag(field: Field): boolean {
    const cell = this.text(field);
    const word = cell.toLowerCase();
    if (TRUE.has(word) || decimalNumber(word) === 1) return true;
    if (FALSE.has(word) || decimalNumber(word) === 0) return false;
    throw this.refusal(field, `"${cell}" is neither 0 nor 1`, 'write 1 (yes, positive) or 0 (no, negative)');
  }

  refusal(field: Field, reason: string, remedy?: string): MrmcFileError {
    return new MrmcFileError(this.place, this.columns[field]?.name ?? field, reason, remedy);
  }
}
