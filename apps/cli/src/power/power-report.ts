import type { PowerOutput } from '@lectern/contracts';
import { closing } from '../terminal/closing.js';
import { fixed, significant } from '../terminal/numbers.js';
import { section, table, withReasons } from '../terminal/table.js';

/** The result for people: a grid of readers by cases, of all endpoints and of each. */
export function powerReport(output: PowerOutput): string[] {
  const { method, endpoints, grid, target, alpha, correlation } = output;
  const several = endpoints.length > 1;
  const title = several
    ? `Power to show all endpoints (their statistics correlated by ${correlation}), readers by cases`
    : 'Power, readers by cases';
  return [
    `Method: ${method}; two-sided alpha ${alpha}`,
    ...section('Endpoints, and variance components planned from', endpointLines(output)),
    ...section(title, gridLines(grid.map(({ readers, cases, power, reason }) => ({ readers, cases, power, reason })))),
    ...(several
      ? endpoints.flatMap(({ name }, i) =>
          section(
            `Power of ${name}`,
            gridLines(grid.map((cell) => ({ readers: cell.readers, cases: cell.cases, ...cell.endpoints[i]! }))),
          ),
        )
      : []),
    ...section(`Cases needed for a power of ${target}`, neededLines(output)),
    ...closing(output),
  ];
}

function endpointLines({ endpoints }: PowerOutput): string[] {
  const names = ['treatmentReader', 'error', 'cov1', 'cov2', 'cov3'] as const;
  return table(
    [{ head: 'endpoint' }, ...['effect', 'margin', ...names, 'cases'].map((head) => ({ head, number: true }))],
    endpoints.map(({ name, effect, margin, components }) => [
      name,
      String(effect),
      margin === null ? '-' : String(margin),
      ...names.map((component) => significant(components[component])),
      String(components.cases),
    ]),
  );
}

interface GridCell {
  readonly readers: number;
  readonly cases: number;
  readonly power: number | null;
  readonly reason?: string | undefined;
}

function gridLines(grid: readonly GridCell[]): string[] {
  const cases = [...new Set(grid.map((cell) => cell.cases))];
  const readers = [...new Set(grid.map((cell) => cell.readers))];
  const find = (j: number, k: number): GridCell => grid.find((cell) => cell.readers === j && cell.cases === k)!;
  return withReasons(
    [{ head: 'readers', number: true }, ...cases.map((k) => ({ head: `${k} cases`, number: true }))],
    readers.map((j) => ({ j, reason: find(j, cases[0]!).reason })),
    ({ j }) => [String(j), ...cases.map((k) => fixed(find(j, k).power, 3))],
  );
}

function neededLines({ casesNeeded }: PowerOutput): string[] {
  return withReasons(
    [
      { head: 'readers', number: true },
      { head: 'cases', number: true },
      { head: 'power', number: true },
    ],
    casesNeeded,
    ({ readers, cases, power }) => [String(readers), fixed(cases, 0), fixed(power, 3)],
  );
}
