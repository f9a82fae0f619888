import type { MrmcOutput } from '@lectern/contracts';
import { confidenceLevel, degreesOfFreedom, fixed, interval, pValue, significant } from '../terminal/numbers.js';
import { closing } from '../terminal/closing.js';
import { section, table, withReasons } from '../terminal/table.js';
import { METRICS, type Metric } from './metrics.js';

const COVARIANCES: Readonly<Record<string, string>> = { delong: 'DeLong' };
const METHODS = { or: 'Obuchowski-Rockette', ustat: 'U-statistics (Gallas)' } as const;

/** The result for people: tables, method and source named, what is not estimable with its reason. */
export function mrmcReport(file: string, output: MrmcOutput): string[] {
  const { counts, design, metric, figure, method, covariance } = output;
  return [
    `${file}: ${design} design; readers ${counts.readers}, treatments ${counts.treatments}, positive cases ${counts.positives}, negative cases ${counts.negatives}, reads ${counts.reads}`,
    `Figure of merit: ${figure}, ${METRICS[metric as Metric]}; no unit`,
    `Method: ${METHODS[method]}, covariance over cases: ${COVARIANCES[covariance] ?? covariance}`,
    ...section('Readers', readerLines(output)),
    ...section(`Treatments, mean over readers (${treatmentAnalysis(output)})`, treatmentLines(output)),
    ...section('Differences, a minus b (RRRC random readers and cases; FRRC random cases; RRFC random readers)', [
      ...differenceLines(output),
    ]),
    ...section('Equality of treatments (F; chi-squared where df2 is inf)', testLines(output)),
    ...section('Variance components', componentLines(output)),
    ...closing(output),
  ];
}

function treatmentAnalysis({ counts }: MrmcOutput): string {
  return counts.readers === 1 ? 'one reader: FRRC' : 'RRRC';
}

function readerLines({ readers }: MrmcOutput): string[] {
  return withReasons(
    [{ head: 'reader' }, { head: 'treatment' }, { head: 'estimate', number: true }, { head: 'SE', number: true }],
    readers,
    ({ reader, treatment, estimate, se }) => [reader, treatment, fixed(estimate), fixed(se)],
  );
}

function treatmentLines({ treatments, alpha }: MrmcOutput): string[] {
  return withReasons(
    [
      { head: 'treatment' },
      { head: 'estimate', number: true },
      { head: 'SE', number: true },
      { head: 'df', number: true },
      { head: `${confidenceLevel(alpha)} interval` },
    ],
    treatments,
    ({ treatment, estimate, se, df, ci }) => [
      treatment,
      fixed(estimate),
      fixed(se),
      estimate === null ? '-' : degreesOfFreedom(df),
      interval(ci),
    ],
  );
}

function differenceLines({ differences, alpha }: MrmcOutput): string[] {
  if (differences.length === 0) return [];
  return withReasons(
    [
      { head: 'analysis' },
      { head: 'a' },
      { head: 'b' },
      { head: 'a - b', number: true },
      { head: 'SE', number: true },
      { head: 'df', number: true },
      { head: 't', number: true },
      { head: 'p', number: true },
      { head: `${confidenceLevel(alpha)} interval` },
    ],
    differences,
    ({ analysis, a, b, estimate, se, df, statistic, p, ci }) => [
      analysis,
      a,
      b,
      fixed(estimate),
      fixed(se),
      estimate === null ? '-' : degreesOfFreedom(df),
      fixed(statistic),
      pValue(p),
      interval(ci),
    ],
  );
}

function testLines({ tests, counts }: MrmcOutput): string[] {
  if (counts.treatments < 3) return [];
  return withReasons(
    [
      { head: 'analysis' },
      { head: 'statistic', number: true },
      { head: 'df1', number: true },
      { head: 'df2', number: true },
      { head: 'p', number: true },
    ],
    tests,
    ({ analysis, statistic, df1, df2, p }) => [
      analysis,
      fixed(statistic),
      fixed(df1, 0),
      statistic === null ? '-' : degreesOfFreedom(df2),
      pValue(p),
    ],
  );
}

/** Obuchowski-Rockette's are numbers by name; of U-statistics, the moments of each treatment and pair by name. */
function componentLines({ varianceComponents }: MrmcOutput): string[] {
  const { tables, weighting, ...named } = varianceComponents;
  const lines = flat(named).map(([name, value]) => [name, value]);
  const printed = lines.length === 0 ? [] : table([{ head: 'component' }, { head: 'value', number: true }], lines);
  if (!Array.isArray(tables)) return printed;
  const rows = (tables as unknown as MomentTable[]).map(({ a, b, components }) => [
    a === b ? a : `${a} with ${b}`,
    ...Object.values(components.exact).map((value) => (value === null ? '-' : significant(value))),
  ]);
  const names = Object.keys((tables as unknown as MomentTable[])[0]?.components.exact ?? {});
  const heads = [{ head: 'treatments' }, ...names.map((head) => ({ head, number: true }))];
  return [
    ...printed,
    ...table(heads, rows),
    `readers averaged by ${String(weighting)}; moments and coefficients: --json`,
  ];
}

interface MomentTable {
  readonly a: string;
  readonly b: string;
  readonly components: { readonly exact: Readonly<Record<string, number | null>> };
}

function flat(value: object, prefix = ''): [name: string, value: string][] {
  return Object.entries(value).flatMap(([key, one]): [string, string][] => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof one === 'number') return [[name, significant(one)]];
    return typeof one === 'object' && one !== null ? flat(one as object, name) : [[name, String(one ?? '-')]];
  });
}
