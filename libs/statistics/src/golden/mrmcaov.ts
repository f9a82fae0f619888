import { expect } from '@jest/globals';
import { covarianceOf, type CovarianceMethod } from '../covariance/index.js';
import { isEstimated, type MrmcData } from '../data/index.js';
import type { Figure } from '../figures/index.js';
import { toRows } from '../linear-algebra/index.js';
import { analyzeMrmc, type Analysis, type MrmcResult } from '../mrmc/index.js';
import { cellNamed } from './mrmc-reference.js';

type Row = Readonly<Record<string, number>>;

/** What MRMCaov's `summary(mrmc(...))` says, as far as the reference keeps it. */
export interface MrmcaovResult {
  readonly cov_method: string;
  readonly cov_matrix: { readonly order: readonly string[]; readonly values: readonly (readonly number[])[] };
  readonly reader_metrics: readonly Readonly<Record<string, number | string>>[];
  readonly vcov_comps: readonly { readonly row: string; readonly Estimate: number; readonly Correlation: number | null }[] | null; // prettier-ignore
  readonly test_equality: readonly Row[] | null;
  readonly test_diffs: readonly Row[];
  readonly test_means: readonly Row[] | null;
  readonly reader_test_diffs: readonly (Row & { readonly Reader: string })[] | null;
  readonly reader_means: readonly Row[] | null;
}

export type MrmcaovByAnalysis = Readonly<Partial<Record<Analysis, MrmcaovResult>>>;

export interface Comparison {
  readonly data: MrmcData;
  readonly figure: Figure<MrmcData>;
  readonly covariance: CovarianceMethod;
  readonly tolerance?: number;
}

/** Holds everything that MRMCaov says of one analysis against ours. */
export function expectAgreement(
  { data, figure, covariance, tolerance }: Comparison,
  analysis: Analysis,
  peer: MrmcaovResult,
): void {
  const result = analyzeMrmc(data, { figure, covariance });
  const of = <T extends { readonly analysis: Analysis }>(list: readonly T[]): T[] =>
    list.filter((one) => one.analysis === analysis);
  expectReaders(result, peer, tolerance);
  if (peer.cov_matrix.order) expectMatrix({ data, figure, covariance, ...(tolerance && { tolerance }) }, peer);
  expect(of(result.differences)).toAgree(peer.test_diffs.map(inferenceOf), tolerance);
  if (peer.test_means) expect(of(result.means)).toAgree(peer.test_means.map(intervalOf), tolerance);
  if (peer.test_equality) expect(of(result.tests)).toAgree(peer.test_equality.map(testOf), tolerance);
  if (peer.vcov_comps && data.readers.length > 1) expectComponents(result, analysis, peer, peer.vcov_comps, tolerance);
  if (peer.reader_test_diffs)
    expect(result.readerDifferences).toAgree(
      peer.reader_test_diffs.map((row) => ({ reader: row.Reader, ...inferenceOf(row) })),
      tolerance,
    );
}

function expectReaders(result: MrmcResult, peer: MrmcaovResult, tolerance?: number): void {
  for (const { treatment, modality, reader, ...figure } of peer.reader_metrics) {
    const ours = result.readers.find((one) => one.reader === reader && one.treatment === (treatment ?? modality));
    expect(ours).toAgree({ estimate: Object.values(figure)[0] }, tolerance);
  }
  if (peer.reader_means && result.treatments.length > 1)
    expect(result.readers).toAgree(
      peer.reader_means.map((row) => ({ se: row['StdErr'] })),
      tolerance,
    );
}

function expectMatrix({ data, figure, covariance, tolerance }: Comparison, peer: MrmcaovResult): void {
  const cells = peer.cov_matrix.order.map((name) => cellNamed(data, name));
  const ours = covarianceOf(data, figure, covariance, { cells });
  if (!isEstimated(ours)) throw new Error(ours.reason);
  expect(toRows(ours.covariance)).toAgree(peer.cov_matrix.values, tolerance);
}

/** Components, the correlations that they make, and the mean squares that the tests rest on. */
function expectComponents(
  { varianceComponents }: MrmcResult,
  analysis: Analysis,
  peer: MrmcaovResult,
  rows: NonNullable<MrmcaovResult['vcov_comps']>,
  tolerance?: number,
): void {
  const components = varianceComponents as Record<string, number>;
  expect(components).toAgree(componentsOf(rows), tolerance);
  for (const name of ['Cov1', 'Cov2', 'Cov3']) {
    const correlation = rows.find(({ row }) => row === name)?.Correlation;
    if (correlation != null)
      expect(components[name.toLowerCase()]! / components['error']!).toAgree(correlation, tolerance);
  }
  const ms = varianceComponents['meanSquares'] as Record<string, number | number[]>;
  const [equality] = peer.test_equality ?? [];
  if (equality?.['MS(T)'] !== undefined) expect(ms['treatment']).toAgree(equality['MS(T)'], tolerance);
  if (equality?.['MS(T:R)'] !== undefined) expect(ms['treatmentReader']).toAgree(equality['MS(T:R)'], tolerance);
  if (analysis !== 'FRRC' && peer.test_means)
    expect(ms['readerByTreatment']).toAgree(peer.test_means.map((row) => row['MS(R)']), tolerance); // prettier-ignore
}

function intervalOf(row: Row): object {
  return {
    estimate: row['Estimate'],
    se: row['StdErr'],
    df: row['df'] ?? null,
    ci: [row['CI.Lower'], row['CI.Upper']],
  };
}

function inferenceOf(row: Row): object {
  return { ...intervalOf(row), statistic: row['t'] ?? row['z'], p: row['p-value'] };
}

function testOf(row: Row): object {
  const statistic = row['F'] ?? row['X2'];
  return { statistic, df1: row['df1'] ?? row['df'], df2: row['df2'] ?? null, p: row['p-value'] };
}

function componentsOf(rows: readonly { readonly row: string; readonly Estimate: number }[]): object {
  const find = (name: string): number | undefined => rows.find(({ row }) => row === name)?.Estimate;
  const interaction = rows.find(({ row }) => row.endsWith(':reader'))?.Estimate;
  return {
    reader: find('reader'),
    treatmentReader: interaction,
    error: find('Error'),
    cov1: find('Cov1'),
    cov2: find('Cov2'),
    cov3: find('Cov3'),
  };
}
