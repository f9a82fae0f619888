// Our own crossover simulation, first three readers. pROC 1.18.0: roc(), ci.auc (DeLong), var, cov, roc.test paired and
// unpaired, and partial AUC over specificity 0.9-1. The unpaired test is a two-sample comparison with Satterthwaite's degrees
// of freedom, which is none of ours (the areas share readers and cases): all of it follows from our two variances.
import { expect } from '@jest/globals';
import { covarianceOf } from '../../covariance/index.js';
import { casesRead, isEstimated } from '../../data/index.js';
import { tTwoSidedP } from '../../distributions/index.js';
import { empiricalAuc, partialAuc } from '../../figures/index.js';
import { at } from '../../linear-algebra/index.js';
import { analyzeMrmc } from '../../mrmc/index.js';
import { readMrmc, subset } from '../mrmc-reference.js';
import { goldenTest, readReference } from '../reference.js';

type Peer = { readers: Record<string, number & readonly [number, number, number]>[] };

for (const r of [0, 1, 2])
  goldenTest(
    `pROC, reader ${r + 1}`,
    () => {
      const peer = readReference<Peer>('proc_delong').readers[r]!;
      const all = readMrmc('sim_time_confidence', { treatment: 'modality' });
      const data = subset(all, (reader) => reader === all.readers[r]);
      const covariance = covarianceOf(data, empiricalAuc, 'delong');
      if (!isEstimated(covariance)) throw new Error(covariance.reason);
      const [v0, v1, cov] = [
        [0, 0],
        [1, 1],
        [0, 1],
      ].map(([i, j]) => at(covariance.covariance, i!, j!)) as [number, number, number];
      expect([...covariance.estimates, v0, v1, cov]).toAgree([
        peer['auc0'],
        peer['auc1'],
        peer['var0'],
        peer['var1'],
        peer['cov'],
      ]);
      const result = analyzeMrmc(data, { figure: empiricalAuc, covariance: 'delong' });
      expect(result.treatments[0]).toAgree({ ci: [peer['ci0']![0], peer['ci0']![2]] });
      expect(result.differences.find((one) => one.analysis === 'FRRC')).toAgree({
        statistic: peer['paired_z'],
        p: peer['paired_p'],
      });
      const unpaired = (covariance.estimates[0]! - covariance.estimates[1]!) / Math.sqrt(v0 + v1);
      const df = ((v0 + v1) ** 2 / (v0 ** 2 + v1 ** 2)) * (data.cases.length - 1);
      expect([unpaired, df, tTwoSidedP(unpaired, df)]).toAgree([peer['unpaired_D'], peer['unpaired_df'], peer['unpaired_p']]); // prettier-ignore
      const partial = partialAuc({ over: 'specificity', from: 0.9, to: 1 });
      expect(partial.estimate(data, 0, casesRead(data, 0))).toAgree({ value: peer['pauc_90_100'] });
    },
    'results/proc_delong.json',
  );
