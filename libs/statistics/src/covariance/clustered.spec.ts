import { describe, expect, test } from '@jest/globals';
import '../golden/reference.js';
import { isEstimated, mrmcData, UnsupportedAnalysis, type MrmcData, type Reading } from '../data/index.js';
import { empiricalAuc, sensitivity, type Figure } from '../figures/index.js';
import { at, toRows } from '../linear-algebra/index.js';
import { toyRows } from '../mrmc/testing.js';
import { seededRandom } from '../simulation/index.js';
import { bootstrapCovariance } from './bootstrap.js';
import { covarianceOf, type CovarianceMethod } from './covariance-of.js';

const rows = toyRows({ readers: 2, treatments: 2, negatives: 14, positives: 11, seed: 3 });

function matrix(data: MrmcData, figure: Figure<MrmcData>, method: CovarianceMethod): number[][] {
  const covariance = covarianceOf(data, figure, method);
  if (!isEstimated(covariance)) throw new Error(covariance.reason);
  return toRows(covariance.covariance);
}

/** Each patient twice, as two cases that every reader rates alike. */
const twice: Reading[] = rows.flatMap((row) => [
  { ...row, patient: row.case },
  { ...row, patient: row.case, case: `${row.case}'` },
]);

describe('several cases a patient', () => {
  test.each(['delong', 'jackknife'] as const)(
    '%s: a second, equal case of each patient tells nothing new',
    (method) => {
      for (const figure of [empiricalAuc, sensitivity(1)])
        expect(matrix(mrmcData(twice), figure, method)).toAgree(matrix(mrmcData(rows), figure, method));
    },
  );

  test('taken as independent it would halve the variance', () => {
    const independent = twice.map(({ patient: _, ...row }) => row);
    const ratio =
      matrix(mrmcData(independent), empiricalAuc, 'delong')[0]![0]! /
      matrix(mrmcData(twice), empiricalAuc, 'delong')[0]![0]!;
    expect(ratio).toBeGreaterThan(0.45);
    expect(ratio).toBeLessThan(0.55);
  });

  test('patients with cases of both classes: the formula of Obuchowski (1997), written out', () => {
    const paired = rows.map((row) => ({ ...row, patient: `p${Number(row.case.slice(1)) % 9}` }));
    const one = paired.filter((row) => row.reader === 'r0' && row.treatment === 't0');
    const covariance = matrix(mrmcData(paired), empiricalAuc, 'delong')[0]![0]!;
    expect(covariance).toAgree(obuchowski1997(one));
  });

  test('the unbiased covariance refuses, and says what to use', () => {
    expect(() => covarianceOf(mrmcData(twice), empiricalAuc, 'unbiased')).toThrow(UnsupportedAnalysis);
  });
});

describe('bootstrap', () => {
  test('comes near DeLong, and the same seed gives the same', () => {
    const data = mrmcData(toyRows({ readers: 2, treatments: 2, negatives: 40, positives: 40, seed: 8, steps: 20 }));
    const draw = (): number[][] => {
      const result = bootstrapCovariance(data, empiricalAuc, [0, 1, 2, 3], {
        random: seededRandom('b'),
        replicates: 1500,
      });
      if (!isEstimated(result)) throw new Error(result.reason);
      return toRows(result.covariance);
    };
    const [first, second] = [draw(), draw()];
    expect(first).toEqual(second);
    const delong = covarianceOf(data, empiricalAuc, 'delong');
    if (!isEstimated(delong)) throw new Error(delong.reason);
    first.forEach((row, i) => expect(row[i]! / at(delong.covariance, i, i)).toBeCloseTo(1, 0.5));
  });
});

/** Area's variance of one cell by sums over patients: eq. 3 to 6 there. */
function obuchowski1997(cell: readonly Reading[]): number {
  const of = (positive: boolean): Reading[] => cell.filter((row) => row.positive === positive);
  const [X, Y] = [of(true), of(false)];
  const psi = (x: Reading, y: Reading): number => (Math.sign(x.rating - y.rating) + 1) / 2;
  const mean = (list: number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
  const v10 = new Map(X.map((x) => [x, mean(Y.map((y) => psi(x, y)))]));
  const v01 = new Map(Y.map((y) => [y, mean(X.map((x) => psi(x, y)))]));
  const area = mean([...v10.values()]);
  const patients = [...new Set(cell.map((row) => row.patient))];
  const sumOf = (values: Map<Reading, number>, patient: string | undefined): number =>
    [...values].filter(([row]) => row.patient === patient).reduce((sum, [, value]) => sum + value - area, 0);
  const [I10, I01, I] = [X, Y, cell].map((list) => new Set(list.map((row) => row.patient)).size) as [
    number,
    number,
    number,
  ];
  const s10 = (I10 / ((I10 - 1) * X.length)) * patients.reduce((sum, p) => sum + sumOf(v10, p) ** 2, 0);
  const s01 = (I01 / ((I01 - 1) * Y.length)) * patients.reduce((sum, p) => sum + sumOf(v01, p) ** 2, 0);
  const s11 = (I / (I - 1)) * patients.reduce((sum, p) => sum + sumOf(v10, p) * sumOf(v01, p), 0);
  return s10 / X.length + s01 / Y.length + (2 * s11) / (X.length * Y.length);
}
