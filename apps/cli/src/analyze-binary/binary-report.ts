import type { BinaryEndpoint, BinaryOutput } from '@lectern/contracts';
import { mrmcReport } from '../analyze/mrmc-report.js';
import { closing } from '../terminal/closing.js';
import { confidenceLevel, fixed, interval, pValue } from '../terminal/numbers.js';
import { section, withReasons, type Column } from '../terminal/table.js';

/** The result for people: for each endpoint the primary analysis, then what stands beside it. */
export function binaryReport(file: string, output: BinaryOutput): string[] {
  const endpoints = [
    ['SENSITIVITY', output.sensitivity],
    ['SPECIFICITY', output.specificity],
  ] as const;
  return [
    `Positive: ${output.decision}`,
    ...endpoints.flatMap(([name, endpoint]) =>
      endpoint ? ['', name, ...mrmcReport(file, endpoint.primary), ...beside(endpoint, output.alpha)] : [],
    ),
    ...closing(output),
  ];
}

function beside(endpoint: BinaryEndpoint, alpha: number): string[] {
  return [
    ...section('Proportions, each reader', proportionLines(endpoint, alpha)),
    ...section(
      'Clustered difference (Obuchowski), a minus b: fixed readers, random cases',
      obuchowskiLines(endpoint, alpha),
    ),
    ...section('Rao-Scott: fixed readers, random cases', raoScottLines(endpoint)),
    ...section(
      'GEE, exchangeable, robust: a against b (log odds by logit, difference by identity)',
      geeLines(endpoint, alpha),
    ),
    ...section('McNemar, each reader: a minus b', mcnemarLines(endpoint, alpha)),
  ];
}

const A_AND_B: readonly Column[] = [{ head: 'a' }, { head: 'b' }];
const numbers = (...heads: string[]): Column[] => heads.map((head) => ({ head, number: true }));

function proportionLines({ readers }: BinaryEndpoint, alpha: number): string[] {
  const level = confidenceLevel(alpha);
  return withReasons(
    [
      { head: 'reader' },
      { head: 'treatment' },
      ...numbers('right', 'of', 'share'),
      { head: `Wilson ${level}` },
      { head: `exact ${level}` },
    ],
    readers.map((row) => ({ ...row, reason: undefined })),
    ({ reader, treatment, successes, trials, estimate, wilson, exact }) => [
      reader,
      treatment,
      String(successes),
      String(trials),
      fixed(estimate),
      interval(wilson),
      interval(exact),
    ],
  );
}

function obuchowskiLines({ obuchowski }: BinaryEndpoint, alpha: number): string[] {
  return withReasons(
    [...A_AND_B, ...numbers('a - b', 'SE', 'z', 'p'), { head: `${confidenceLevel(alpha)} interval` }],
    obuchowski,
    ({ a, b, estimate, se, statistic, p, ci }) => [
      a,
      b,
      fixed(estimate),
      fixed(se),
      fixed(statistic),
      pValue(p),
      interval(ci),
    ],
  );
}

function raoScottLines({ raoScott }: BinaryEndpoint): string[] {
  return withReasons([...A_AND_B, ...numbers('F', 'df1', 'df2', 'p')], raoScott, ({ a, b, statistic, df, p }) => [
    a,
    b,
    fixed(statistic),
    fixed(df?.[0] ?? null, 0),
    fixed(df?.[1] ?? null, 0),
    pValue(p),
  ]);
}

function geeLines({ gee }: BinaryEndpoint, alpha: number): string[] {
  return withReasons(
    [
      ...A_AND_B,
      { head: 'clusters' },
      { head: 'link' },
      ...numbers('estimate', 'SE', 'p'),
      { head: `${confidenceLevel(alpha)} interval` },
      { head: 'inference' },
    ],
    gee,
    ({ a, b, clusteredBy, link, coefficients, inference, clusters, correction }) => {
      const effect = coefficients?.[1];
      return [
        a,
        b,
        `${clusters ?? ''} ${clusteredBy}s`.trim(),
        link,
        fixed(effect?.estimate ?? null),
        fixed(effect?.se ?? null),
        pValue(effect?.p ?? null),
        interval(effect?.ci ?? null),
        correction === 'mancl-derouen' ? `${inference}, Mancl-DeRouen` : inference,
      ];
    },
  );
}

function mcnemarLines({ mcnemar }: BinaryEndpoint, alpha: number): string[] {
  return withReasons(
    [
      { head: 'reader' },
      ...A_AND_B,
      ...numbers('both', 'only a', 'only b', 'neither', 'a - b'),
      { head: `${confidenceLevel(alpha)} interval` },
      ...numbers('chi2', 'p', 'exact p', 'mid p'),
    ],
    mcnemar,
    (row) => [
      row.reader,
      row.a,
      row.b,
      ...[row.both, row.onlyA, row.onlyB, row.neither].map(String),
      fixed(row.estimate),
      interval(row.ci),
      fixed(row.statistic),
      pValue(row.p),
      pValue(row.exactP),
      pValue(row.midP),
    ],
  );
}
