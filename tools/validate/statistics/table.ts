import type { Grid, Situation } from './grid.js';
import type { CellResult } from './run-situation.js';

export interface Summary {
  readonly lines: readonly string[];
  /** The last line: everything in one sentence. */
  readonly conclusion: string;
  /** No cell is missing, and none failed. */
  readonly sound: boolean;
}

/** Every cell's type I error, by method; marked where it is below (-) or above (+) the acceptable range. */
export function tabulate(grid: Grid, all: readonly Situation[], results: readonly CellResult[]): Summary {
  const find = (situation: Situation, method: string) =>
    results.find((one) => one.situation === situation.id && one.method === method && one.trials === grid.trials);
  const lines: string[] = [];
  for (const [method, description] of Object.entries({ ...grid.ratingMethods, ...grid.timeMethods })) {
    const designs = grid.crossedOnly.includes(method) ? ' Crossed designs only.' : '';
    lines.push('', `## ${method}`, '', `${description}.${designs}`, '');
    lines.push(
      ...methodTable(
        grid,
        all.filter(({ methods }) => methods.includes(method)),
        (one) => find(one, method),
      ),
    );
  }
  const expected = all.reduce((sum, { methods }) => sum + methods.length, 0);
  const found = all.flatMap((situation) => situation.methods.flatMap((method) => find(situation, method) ?? []));
  return { lines, ...conclude(grid, expected, found) };
}

/** table.md: what was declared, every table, and the conclusion. */
export function tablePage(grid: Grid, { lines, conclusion }: Summary): string {
  const [low, high] = grid.acceptable;
  const intro = [
    '# Type I error of the statistical methods',
    '',
    `${grid.trials} simulated studies a cell, both conditions alike, alpha ${grid.alpha}; declared in grid.json, made by \`npm run validate:statistics\`.`,
    `Columns: Roe-Metz structure and nominal AUC. A rate below ${low} is marked -, above ${high} +; n.e.: studies in which the method said "not estimable".`,
    `The Monte Carlo standard error of a rate of 0.05 is ${Math.sqrt((0.05 * 0.95) / grid.trials).toFixed(4)}.`,
    '',
    `Declared: ${grid.declared}`,
  ];
  return `${[...intro, ...lines, '', conclusion].join('\n')}\n`;
}

function methodTable(
  grid: Grid,
  rows: readonly Situation[],
  find: (situation: Situation) => CellResult | undefined,
): string[] {
  const columns = [...new Set(rows.map(columnOf))];
  const groups = [...new Set(rows.map(rowOf))];
  return [
    `| design, readers x cases | ${columns.join(' | ')} |`,
    `| --- |${' ---: |'.repeat(columns.length)}`,
    ...groups.map((group) => {
      const cells = columns.map((column) => {
        const situation = rows.find((one) => rowOf(one) === group && columnOf(one) === column);
        return situation ? cellText(grid, find(situation)) : '';
      });
      return `| ${group} | ${cells.join(' | ')} |`;
    }),
  ];
}

function rowOf({ design, readers, cases }: Situation): string {
  return `${design}, ${readers} x ${cases}+${cases}`;
}

function columnOf({ ratings }: Situation): string {
  return ratings ? `${ratings.structure} ${ratings.area}` : 'type I error';
}

function cellText(grid: Grid, result: CellResult | undefined): string {
  if (!result) return 'missing';
  const unanalysed = result.notEstimable > 0 ? ` (${result.notEstimable} n.e.)` : '';
  const failed = result.failed > 0 ? ` (${result.failed} FAILED)` : '';
  return `${rateOf(result).toFixed(3)}${flagOf(grid, result)}${unanalysed}${failed}`;
}

function rateOf({ rejected, trials }: CellResult): number {
  return rejected / trials;
}

function flagOf({ acceptable: [low, high] }: Grid, result: CellResult): '' | '-' | '+' {
  return rateOf(result) < low ? '-' : rateOf(result) > high ? '+' : '';
}

function conclude(grid: Grid, expected: number, found: readonly CellResult[]): Omit<Summary, 'lines'> {
  const count = (flag: '' | '-' | '+') => found.filter((one) => flagOf(grid, one) === flag).length;
  const failed = found.filter((one) => one.failed > 0).length;
  const notEstimable = found.reduce((sum, one) => sum + one.notEstimable, 0);
  const trials = found.reduce((sum, one) => sum + one.trials, 0);
  const [low, high] = grid.acceptable;
  const missing = expected - found.length;
  return {
    conclusion:
      `${found.length} of ${expected} cells, ${trials} analyses: type I error within [${low}, ${high}] in ${count('')}, ` +
      `below in ${count('-')}, above in ${count('+')}; ${notEstimable} analyses not estimable; ` +
      `${failed} cells failed, ${missing} missing`,
    sound: missing === 0 && failed === 0,
  };
}
