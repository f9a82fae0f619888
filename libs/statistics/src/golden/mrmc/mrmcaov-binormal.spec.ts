// Binormal AUC by maximum likelihood, jackknife. MRMCaov 0.3.0: mrmc(binormal_auc(truth, rating), ...). Its search stops
// early: areas differ from the maximum by up to 2e-7, covariances by up to 1e-4 of the error variance; a, b and area are
// therefore compared to these digits, and `binormal-fit.spec.ts` shows that ours are the maxima.
import { expect } from '@jest/globals';
import { covarianceOf } from '../../covariance/index.js';
import { casesRead, cellOf, isEstimated } from '../../data/index.js';
import { binormalAuc, categoryCounts, classRatings, fitBinormal } from '../../figures/index.js';
import { at } from '../../linear-algebra/index.js';
import { analyzeMrmc } from '../../mrmc/index.js';
import { cellNamed, readMrmc } from '../mrmc-reference.js';
import { expectAgreement, type MrmcaovByAnalysis, type MrmcaovResult } from '../mrmcaov.js';
import { goldenTest, readReference } from '../reference.js';

const peerOf = (dataset: string): MrmcaovResult =>
  readReference<Record<string, MrmcaovByAnalysis>>(`mrmcaov_${dataset}`)['binormal_auc']!.RRRC as MrmcaovResult;

goldenTest('Franken, binormal AUC, jackknife', () =>
  expectAgreement(
    { data: readMrmc('franken'), figure: binormalAuc, covariance: 'jackknife', tolerance: 1e-4 },
    'RRRC',
    peerOf('franken'),
  ),
);

// Without case 106 reader 4's curve under treatment 1 is degenerate: b runs to zero, and MRMCaov stops on the way.
const DEGENERATE = '1.4';

goldenTest('Van Dyke, binormal AUC, jackknife', () => {
  const data = readMrmc('vandyke');
  const { cov_matrix: matrix, ...peer } = peerOf('vandyke');
  const kept = matrix.order.flatMap((cell, i) => (cell === DEGENERATE ? [] : [i]));
  const covariance = covarianceOf(data, binormalAuc, 'jackknife');
  if (!isEstimated(covariance)) throw new Error(covariance.reason);
  for (const i of kept)
    for (const j of kept) {
      const [p, q] = [i, j].map((k) => cellNamed(data, matrix.order[k]!)) as [number, number];
      expect(at(covariance.covariance, p, q)).toAgree(matrix.values[i]![j], 1e-4);
    }
  const degenerate = cellNamed(data, DEGENERATE);
  const position = matrix.order.indexOf(DEGENERATE);
  expect(at(covariance.covariance, degenerate, degenerate)).toAgree(matrix.values[position]![position], 2e-3);
  const result = analyzeMrmc(data, { figure: binormalAuc, covariance: 'jackknife' });
  expect(result.readers).toAgree(
    peer.reader_metrics.map((row) => ({ estimate: row['binormal_auc'] })),
    3e-7,
  );
  expect(result.differences[0]).toAgree(
    { estimate: peer.test_diffs[0]!['Estimate'], se: peer.test_diffs[0]!['StdErr'], df: peer.test_diffs[0]!['df'] },
    1e-3,
  );
});

type Params = Record<string, Record<string, { binormal: readonly { a: number | null; b: number }[] }>>;

for (const reader of [0, 1, 2, 3, 4])
  for (const treatment of [0, 1])
    goldenTest(`Van Dyke, reader ${reader + 1}, treatment ${treatment + 1}, a and b`, () => {
      const data = readMrmc('vandyke');
      const peer = readReference<Params>('mrmcaov_vandyke_single_reader')[`reader${reader + 1}`]!;
      const { a, b } = peer[`test${treatment + 1}`]!.binormal[0]!;
      if (a === null) return; // no interior point: infinite there, an area of 1 here (first test)
      const cell = cellOf(data, treatment, reader);
      const { negatives, positives } = classRatings(data, cell, casesRead(data, cell));
      const fit = fitBinormal(categoryCounts(negatives, positives));
      if (!isEstimated(fit)) throw new Error(fit.reason);
      expect(fit).toAgree({ a, b }, 2e-5);
    });
