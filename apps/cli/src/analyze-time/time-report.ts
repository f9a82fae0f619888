import type { TimeOutput } from '@lectern/contracts';
import { closing } from '../terminal/closing.js';
import { confidenceLevel, degreesOfFreedom, fixed, interval, pValue } from '../terminal/numbers.js';
import { section, table, withReasons, type Column } from '../terminal/table.js';

/** The result for people. Seconds have one decimal, ratios and log seconds four. */
export function timeReport(file: string, output: TimeOutput): string[] {
  const { treatments, method, formula, flagged } = output;
  const reads = treatments.reduce((sum, one) => sum + one.reads, 0);
  return [
    `${file}: ${treatments.length} treatments, ${reads} timed reads`,
    `Method: ${method}`,
    `Model: ${formula}`,
    ...section('Treatments, seconds', treatmentLines(output)),
    ...section('Ratios of geometric means, a over b (dimensionless)', ratioLines(output.ratios, output.alpha)),
    ...section('Fixed effects, log seconds', fixedLines(output.fixed, output.alpha, output.reason)),
    ...section('Random effects, standard deviation of log seconds', randomLines(output)),
    ...section('Readers’ mean log seconds, a minus b, without a model', readerLevelLines(output)),
    ...section('Carry-over, treatment by period, log seconds', carryOverLines(output)),
    ...section('By other rules of time', sensitivityLines(output)),
    ...section(
      'Left out',
      flagged.map(
        (one) => `reader ${one.reader}, treatment ${one.treatment}, case ${one.case}: ${one.rule} ${one.reason}`,
      ),
    ),
    ...closing(output),
  ];
}

function treatmentLines({ treatments, alpha }: TimeOutput): string[] {
  return withReasons(
    [
      { head: 'treatment' },
      { head: 'reads', number: true },
      { head: 'median', number: true },
      { head: 'quartiles' },
      { head: 'geometric mean', number: true },
      { head: `${confidenceLevel(alpha)} interval` },
    ],
    treatments,
    (row) => [
      row.treatment,
      String(row.reads),
      fixed(row.median, 1),
      interval(row.quartiles, 1),
      fixed(row.geometricMean, 1),
      interval(row.ci, 1),
    ],
  );
}

function ratioColumns(alpha: number): Column[] {
  return [
    { head: 'a' },
    { head: 'b' },
    { head: 'a / b', number: true },
    { head: `${confidenceLevel(alpha)} interval` },
    { head: 't', number: true },
    { head: 'df', number: true },
    { head: 'p', number: true },
  ];
}

function ratioCells(row: TimeOutput['ratios'][number]): string[] {
  return [row.a, row.b, fixed(row.ratio), interval(row.ci), fixed(row.t), fixed(row.df, 2), pValue(row.p)];
}

function ratioLines(ratios: TimeOutput['ratios'], alpha: number): string[] {
  return withReasons(ratioColumns(alpha), ratios, ratioCells);
}

function sensitivityLines({ sensitivity, alpha }: TimeOutput): string[] {
  if (sensitivity.length === 0) return [];
  return withReasons([{ head: 'rule' }, ...ratioColumns(alpha)], sensitivity, (row) => [row.rule, ...ratioCells(row)]);
}

function fixedLines(effects: TimeOutput['fixed'], alpha: number, reason?: string): string[] {
  if (effects.length === 0) return reason === undefined ? [] : [`not estimable: ${reason}`];
  return table(
    [
      { head: 'term' },
      { head: 'estimate', number: true },
      { head: 'SE', number: true },
      { head: 'df', number: true },
      { head: 't', number: true },
      { head: 'p', number: true },
      { head: `${confidenceLevel(alpha)} interval` },
    ],
    effects.map(({ term, estimate, se, df, t, p, ci }) => [
      term,
      fixed(estimate),
      fixed(se),
      degreesOfFreedom(df),
      fixed(t),
      pValue(p),
      interval(ci),
    ]),
  );
}

function randomLines({ random, reml }: TimeOutput): string[] {
  if (random.length === 0) return [];
  const rows = random.map(({ group, sd }) => [group, fixed(sd)]);
  return [...table([{ head: 'group' }, { head: 'SD', number: true }], rows), `REML criterion ${fixed(reml)}`];
}

function readerLevelLines({ readerLevel }: TimeOutput): string[] {
  return withReasons(
    [
      { head: 'a' },
      { head: 'b' },
      { head: 'test' },
      { head: 'a - b', number: true },
      { head: 'statistic', number: true },
      { head: 'df', number: true },
      { head: 'p', number: true },
    ],
    readerLevel,
    (row) => [row.a, row.b, row.test, fixed(row.estimate), fixed(row.statistic), fixed(row.df, 0), pValue(row.p)],
  );
}

function carryOverLines({ carryOver, alpha }: TimeOutput): string[] {
  return fixedLines(carryOver.effects, alpha, carryOver.reason);
}
