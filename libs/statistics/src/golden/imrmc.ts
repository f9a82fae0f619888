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
 * Holds estimates, variances, degrees of freedom, variance per reader and both decompositions against ours.
 *
 * iMRMC computes p and the interval with the degrees of freedom cut to a whole number, and from 50 on with the normal
 * distribution; we use them as computed. Its printed p and interval are met from our estimate, variance and degrees of
 * freedom by its rule. Where the unbiased variance is negative iMRMC prints none.
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
  expect(result.treatments).toAgree(
    [a, b].map((row) => ({ estimate: row['AUCA'], se: Math.sqrt(row['varAUCA']!), df: row['dfBDG'] })),
  );
  const ours = result.differences[0]!;
  if (ours.status !== 'estimated') throw new Error(ours.reason);
  expect(ours.estimate).toAgree(difference['AUCAminusAUCB']);
  if (difference['varAUCAminusAUCB']! > 0) {
    expect(ours).toAgree({ se: Math.sqrt(difference['varAUCAminusAUCB']!), df: difference['dfBDG'] });
    const df = ours.df! >= 50 ? Infinity : Math.floor(ours.df!);
    const reach = tQuantile(0.975, df) * ours.se;
    expect(tTwoSidedP(ours.statistic, df)).toAgree(difference['pValueBDG']);
    expect([ours.estimate - reach, ours.estimate + reach]).toAgree([difference['botCIBDG'], difference['topCIBDG']]);
    expect(normalTwoSidedP(ours.statistic)).toAgree(difference['pValueNormal']);
    const normal = normalQuantile(0.975) * ours.se;
    expect([ours.estimate - normal, ours.estimate + normal]).toAgree([difference['botCInormal'], difference['topCInormal']]); // prettier-ignore
  } else expect(result.warnings.join()).toContain('negative; the biased one is used');
  if (peer.perReader) expectPerReader(result, peer.perReader, data.readers.length);
  if (peer.varDecomp && components === 'compared')
    expectComponents(result.varianceComponents['tables'] as UTable[], peer.varDecomp, variance);
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
