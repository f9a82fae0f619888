// Van Dyke (1993) and Franken (1992) by `lectern analyze`: MRMCaov 0.3.0, empirical AUC, random and fixed readers and cases.
// Of Franken not with fixed readers: there cov2 < cov3, and MRMCaov alone takes the difference as it is (libs/statistics/mrmc.md).
import { expect } from '@jest/globals';
import type { MrmcaovByAnalysis, MrmcaovResult } from '../../../../libs/statistics/src/golden/mrmcaov.js';
import { goldenTest, readReference, referencePath } from '../../../../libs/statistics/src/golden/reference.js';
import { analyzeFile } from '../analyze/analyze-file.js';
import { fromMrmcaov, ofAnalysis } from './peers.js';

for (const dataset of ['vandyke', 'franken'])
  for (const method of ['jackknife', 'DeLong', 'unbiased'] as const)
    goldenTest(`${dataset}, ${method}`, async () => {
      const peer = readReference<{ empirical_auc: Record<string, MrmcaovByAnalysis> }>(`mrmcaov_${dataset}`);
      const covariance = method.toLowerCase() as 'delong';
      const output = await analyzeFile(referencePath(`datasets/${dataset}.csv`), {
        metric: 'auc',
        method: 'or',
        covariance,
      });
      const by = peer.empirical_auc[method]!;
      expect(output).toMatchObject({ metric: 'auc', method: 'or', covariance });
      expect(output.readers).toAgree(by.RRRC!.reader_metrics.map((row) => ({ estimate: row['empirical_auc'] })));
      expect(ofAnalysis(output, 'RRRC')).toAgree(fromMrmcaov(by.RRRC as MrmcaovResult));
      for (const analysis of dataset === 'franken' ? (['RRFC'] as const) : (['FRRC', 'RRFC'] as const))
        expect(ofAnalysis(output, analysis).differences).toAgree(
          (fromMrmcaov(by[analysis] as MrmcaovResult) as { differences: object }).differences,
        );
    });
