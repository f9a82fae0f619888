import type { ConfidenceOutput } from '@lectern/contracts';
import { closing } from '../terminal/closing.js';
import { confidenceLevel, fixed, interval, pValue } from '../terminal/numbers.js';
import { section, table, withReasons, type Column } from '../terminal/table.js';

type Stratum = ConfidenceOutput['strata'][number];

/** The result for people, by answers: all, right, wrong. */
export function confidenceReport(file: string, output: ConfidenceOutput): string[] {
  return [
    `${file}: confidence, ${output.strata[0]?.treatments.length ?? 0} treatments`,
    `Method: ${output.method}`,
    ...output.strata.flatMap((stratum) => stratumLines(stratum, output.alpha)),
    ...closing(output),
  ];
}

function stratumLines(stratum: Stratum, alpha: number): string[] {
  const name = { all: 'All answers', right: 'Right answers', wrong: 'Wrong answers' }[stratum.answers];
  return [
    ...section(`${name}, number by confidence`, countLines(stratum)),
    ...section(`${name}, odds ratio of higher confidence, a over b`, oddsLines(stratum, alpha)),
    ...section(`${name}, readers’ mean confidence, a minus b (paired t)`, readerLines(stratum, alpha)),
    ...section(`${name}, random effects of the mixed model, SD of log odds`, randomLines(stratum)),
  ];
}

const numbers = (...heads: string[]): Column[] => heads.map((head) => ({ head, number: true }));

function countLines({ treatments }: Stratum): string[] {
  const levels = [...new Set(treatments.flatMap(({ counts }) => counts.map(({ confidence }) => confidence)))].sort(
    (x, y) => x - y,
  );
  return table(
    [{ head: 'treatment' }, ...numbers('reads', 'mean', ...levels.map(String))],
    treatments.map(({ treatment, reads, mean, counts }) => [
      treatment,
      String(reads),
      fixed(mean, 3),
      ...levels.map((level) => String(counts.find(({ confidence }) => confidence === level)?.reads ?? 0)),
    ]),
  );
}

function oddsLines({ comparisons }: Stratum, alpha: number): string[] {
  const rows = comparisons.flatMap(({ a, b, mixed, fixed: plain }) => [
    { a, b, model: 'mixed', ...mixed },
    { a, b, model: 'fixed', ...plain },
  ]);
  return withReasons(
    [
      { head: 'a' },
      { head: 'b' },
      { head: 'model' },
      ...numbers('odds ratio'),
      { head: `${confidenceLevel(alpha)} interval` },
      ...numbers('log odds', 'SE', 'z', 'p'),
    ],
    rows,
    (row) => [
      row.a,
      row.b,
      row.model,
      fixed(row.oddsRatio),
      interval(row.ci),
      fixed(row.logOdds),
      fixed(row.se),
      fixed(row.z),
      pValue(row.p),
    ],
  );
}

function readerLines({ comparisons }: Stratum, alpha: number): string[] {
  return withReasons(
    [
      { head: 'a' },
      { head: 'b' },
      ...numbers('a - b', 'SE', 'df', 't', 'p'),
      { head: `${confidenceLevel(alpha)} interval` },
    ],
    comparisons.map(({ a, b, readerLevel }) => ({ a, b, ...readerLevel })),
    ({ a, b, estimate, se, df, statistic, p, ci }) => [
      a,
      b,
      fixed(estimate),
      fixed(se),
      fixed(df, 0),
      fixed(statistic),
      pValue(p),
      interval(ci),
    ],
  );
}

function randomLines({ comparisons }: Stratum): string[] {
  const rows = comparisons.flatMap(({ a, b, mixed }) => mixed.random.map(({ group, sd }) => [a, b, group, fixed(sd)]));
  return rows.length === 0
    ? []
    : table([{ head: 'a' }, { head: 'b' }, { head: 'group' }, { head: 'SD', number: true }], rows);
}
