/** RJafroc's tables of rows with a name, as the reference keeps them. */
export type Rows = readonly (Readonly<Record<string, number | null>> & { readonly row?: unknown })[];

export interface RjafrocAnalysis {
  readonly FTests: Rows;
  readonly ciDiffTrt: Rows;
  readonly ciAvgRdrEachTrt: Rows;
  readonly ciDiffTrtEachRdr?: Rows;
}

/** One column of a table by the names of its rows. */
export function column(rows: Rows, name: string): Record<string, number> {
  return Object.fromEntries(rows.map((row) => [String(row.row), row[name] as number]));
}

/** An estimate with its interval: RJafroc says DF even where it uses the normal distribution. */
export function intervalOf(row: Rows[number], normal: boolean): object {
  return {
    estimate: row['Estimate'],
    se: row['StdErr'],
    df: normal ? null : row['DF'],
    ci: [row['CILower'], row['CIUpper']],
  };
}

export function inferenceOf(row: Rows[number], normal: boolean): object {
  return { ...intervalOf(row, normal), statistic: row['t'] ?? row['z'], p: row['PrGTt'] ?? row['PrGTz'] };
}
