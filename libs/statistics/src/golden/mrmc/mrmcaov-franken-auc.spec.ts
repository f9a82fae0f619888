// Franken (1992): 4 readers, 2 treatments, 100 cases (67 positive). MRMCaov 0.3.0, as for Van Dyke.
// Here cov2 < cov3. With fixed readers MRMCaov takes the difference as it is; Hillis, the Iowa program and RJafroc's OR
// analysis take it as zero, as we do (rjafroc-or.spec.ts holds us to that). MRMCaov's numbers follow from our components.
import { expect } from '@jest/globals';
import type { CovarianceMethod } from '../../covariance/index.js';
import { empiricalAuc } from '../../figures/index.js';
import { analyzeMrmc } from '../../mrmc/index.js';
import { readMrmc } from '../mrmc-reference.js';
import { expectAgreement, type MrmcaovByAnalysis, type MrmcaovResult } from '../mrmcaov.js';
import { goldenTest, readReference } from '../reference.js';

const peerOf = (method: string): MrmcaovByAnalysis =>
  readReference<{ empirical_auc: Record<string, MrmcaovByAnalysis> }>('mrmcaov_franken').empirical_auc[method]!;

for (const method of ['jackknife', 'DeLong', 'unbiased'] as const) {
  const covariance = method.toLowerCase() as CovarianceMethod;
  for (const analysis of ['RRRC', 'RRFC'] as const)
    goldenTest(`Franken, empirical AUC, ${method}, ${analysis}`, () => {
      const data = readMrmc('franken');
      expectAgreement({ data, figure: empiricalAuc, covariance }, analysis, peerOf(method)[analysis] as MrmcaovResult);
    });

  goldenTest(`Franken, empirical AUC, ${method}, FRRC: means and readers; the difference where not constrained`, () => {
    const result = analyzeMrmc(readMrmc('franken'), { figure: empiricalAuc, covariance });
    const peer = peerOf(method).FRRC as MrmcaovResult;
    expect(result.means.filter((mean) => mean.analysis === 'FRRC')).toAgree(
      peer.test_means!.map((row) => ({
        estimate: row['Estimate'],
        se: row['StdErr'],
        ci: [row['CI.Lower'], row['CI.Upper']],
      })),
    );
    expect(result.readers).toAgree(peer.reader_means!.map((row) => ({ se: row['StdErr'] })));
    expect(result.readerDifferences).toAgree(
      peer.reader_test_diffs!.map((row) => ({
        reader: row.Reader,
        estimate: row['Estimate'],
        se: row['StdErr'],
        p: row['p-value'],
      })),
    );
    const { error, cov1, cov2, cov3 } = result.varianceComponents as Record<string, number>;
    const unconstrained = Math.sqrt((2 / 4) * (error! - cov1! + 3 * (cov2! - cov3!)));
    expect(unconstrained).toAgree(peer.test_diffs[0]!['StdErr']);
    expect(result.warnings.join()).toContain('cov2 - cov3');
  });
}
