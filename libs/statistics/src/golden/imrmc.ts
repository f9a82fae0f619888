import { expect } from '@jest/globals';
import type { MrmcData } from '../data/index.js';
import { normalQuantile, normalTwoSidedP, tQuantile, tTwoSidedP } from '../distributions/index.js';
import type { Figure } from '../figures/index.js';
import { analyzeMrmc, type UTable } from '../mrmc/index.js';

type Row = Readonly<Record<string, number | null>>;
type NamedRow = Row & { readonly readerID?: unknown; readonly modalityA?: unknown };
type Decomposition = Record<'MLE' | 'Ustat', Record<'comp' | 'coeff', readonly (Row & { 'modalityID.1': string })[]>>;

/** What iMRMC's `doIMRMC` says: per modality and for their difference. */
export interface ImrmcResult {
  readonly Ustat: readonly Row[];
  readonly MLEstat: readonly Row[];
  readonly perReader?: readonly NamedRow[];
  readonly varDecomp?: { readonly BDG: Decomposition; readonly BCK: Decomposition };
}

/**
 * Holds estimates, variances, degrees of freedom, inferences, variance per reader and both decompositions against ours.
 * Where the unbiased variance is negative iMRMC prints none.
 */
export function expectImrmc(
  data: MrmcData,
  figure: Figure<MrmcData>,
  peer: ImrmcResult,
  variance: 'unbiased' | 'biased',
  components: 'compared' | 'skipped' = 'compared',
): void {
  const result = analyzeMrmc(data, { figure, method: 'ustat', variance });
  const [a, b, difference] = (variance === 'unbiased' ? peer.Ustat : peer.MLEstat) as [Row, Row, Row];
  for (const [i, row] of [a, b].entries()) {
    const ours = result.treatments[i]!;
    if (ours.status !== 'estimated') throw new Error(ours.reason);
    expect(ours).toAgree({ estimate: row['AUCA'], se: Math.sqrt(row['varAUCA']!), df: row['dfBDG'] });
    expectInference(ours, 0.5, row);
  }
  const ours = result.differences[0]!;
  if (ours.status !== 'estimated') throw new Error(ours.reason);
  expect(ours.estimate).toAgree(difference['AUCAminusAUCB']);
  if (difference['varAUCAminusAUCB']! > 0) {
    expect(ours).toAgree({ se: Math.sqrt(difference['varAUCAminusAUCB']!), df: difference['dfBDG'] });
    expectInference(ours, 0, difference);
  } else expect(result.warnings.join()).toContain('negative; the biased one is used');
  if (peer.perReader) expectPerReader(result, peer.perReader, data.readers.length);
  if (peer.varDecomp && components === 'compared')
    expectComponents(result.varianceComponents['tables'] as UTable[], peer.varDecomp, variance);
}

/**
 * iMRMC tests a modality against an area of 1/2 and a difference against 0, with the degrees of freedom cut to a whole number
 * and from 50 on with the normal distribution. We use them as computed and test differences only, so its p and interval
 * are met from our estimate, standard error and degrees of freedom by its rule.
 */
function expectInference(
  { estimate, se, df }: { readonly estimate: number; readonly se: number; readonly df: number | null },
  hypothesis: number,
  peer: Row,
): void {
  const whole = df! >= 50 ? Infinity : Math.floor(df!);
  const statistic = (estimate - hypothesis) / se;
  const interval = (quantile: number): number[] => [estimate - quantile * se, estimate + quantile * se];
  expect(tTwoSidedP(statistic, whole)).toAgree(peer['pValueBDG']);
  expect(interval(tQuantile(0.975, whole))).toAgree([peer['botCIBDG'], peer['topCIBDG']]);
  expect(normalTwoSidedP(statistic)).toAgree(peer['pValueNormal']);
  expect(interval(normalQuantile(0.975))).toAgree([peer['botCInormal'], peer['topCInormal']]);
}

function expectPerReader(
  { readers, readerDifferences }: ReturnType<typeof analyzeMrmc>,
  peer: readonly NamedRow[],
  count: number,
): void {
  for (const row of peer.slice(0, 2 * count)) {
    const ours = readers.find(
      (one) => isNamed(row['readerID'], 'r', one.reader) && isNamed(row['modalityA'], 'm', one.treatment),
    );
    expect(ours).toAgree({ estimate: row['AUCA'], se: Math.sqrt(withoutRounding(row['varAUCA']!)) });
  }
  for (const row of peer.slice(2 * count)) {
    const ours = readerDifferences.find((one) => isNamed(row['readerID'], 'r', one.reader));
    const variance = withoutRounding(row['varAUCAminusAUCB']!);
    if (variance > 0) expect(ours).toAgree({ estimate: row['AUCAminusAUCB'], se: Math.sqrt(variance) });
    else expect(ours?.status).toBe('not-estimable');
  }
}

/** Files made of numbered readers and treatments call them r1, m1. */
function isNamed(theirs: unknown, prefix: string, ours: string): boolean {
  return theirs === ours || theirs === `${prefix}${ours}`;
}

/** What iMRMC's arithmetic leaves of a variance of zero. */
function withoutRounding(variance: number): number {
  return Math.abs(variance) < 1e-14 ? 0 : variance;
}

function expectComponents(
  tables: readonly UTable[],
  peer: NonNullable<ImrmcResult['varDecomp']>,
  variance: 'unbiased' | 'biased',
): void {
  const [theirs, ours] = variance === 'unbiased' ? (['Ustat', 'exact'] as const) : (['MLE', 'biased'] as const);
  for (const [kind, table] of [
    ['BDG', 'moments'],
    ['BCK', 'components'],
  ] as const) {
    const { comp, coeff } = peer[kind][theirs];
    expect(tables.map((one) => one[table][ours])).toAgree(comp.map(numbersOf));
    expect(tables.map((one) => one[table].coefficients)).toAgree(coeff.map(numbersOf));
  }
}

function numbersOf(row: Row): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => typeof value === 'number'));
}
