/** A column of a printed table: its head, and whether its cells are numbers, which stand right. */
export interface Column {
  readonly head: string;
  readonly number?: boolean;
}

/** Lines of a table with aligned columns, two blanks apart. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const all = [columns.map(({ head }) => head), ...rows];
  const widths = columns.map((_, c) => Math.max(...all.map((row) => row[c]?.length ?? 0)));
  return all.map((row) =>
    columns
      .map(({ number }, c) => (number ? (row[c] ?? '').padStart(widths[c]!) : (row[c] ?? '').padEnd(widths[c]!)))
      .join('  ')
      .trimEnd(),
  );
}

/** A row without numbers ends in its reason. */
export function withReasons<Row extends { readonly reason?: string | undefined }>(
  columns: readonly Column[],
  rows: readonly Row[],
  cells: (row: Row) => string[],
): string[] {
  const lines = table(columns, rows.map(cells));
  return lines.map((line, i) => {
    const reason = i === 0 ? undefined : rows[i - 1]!.reason;
    return reason === undefined ? line : `${line}  not estimable: ${reason}`;
  });
}

/** A heading and its lines, set apart from what stands before. */
export function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}
