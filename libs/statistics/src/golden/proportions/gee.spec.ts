// Our own simulation; R 4.2.2, geepack 1.3.9: geeglm(correct ~ mod, id, corstr, family, scale.fix = TRUE), robust covariance.
import { expect } from '@jest/globals';
import { isEstimated } from '../../data/estimable.js';
import { fitGee, clusterOf, type ClusterBy, type LinkName } from '../../proportions/index.js';
import { fromRows } from '../../linear-algebra/index.js';
import { goldenTest, readReference } from '../reference.js';
import { simulatedAnswers } from './binary-reads.js';

type Peer = { coef: { Estimate: number; 'Std.err': number; Wald: number; 'Pr(>|W|)': number }[]; robust_vcov: number[][]; naive_vcov: number[][]; alpha: number | [] }; // prettier-ignore

for (const scenario of [
  'sens_case_exch_logit',
  'spec_case_exch_logit',
  'sens_case_ind_logit',
  'sens_case_exch_identity',
  'sens_case_ind_identity',
  'sens_reader_exch_logit',
]) {
  goldenTest(
    `GEE ${scenario}`,
    () => {
      const peer = readReference<Record<string, Peer>>('gee_binary')[scenario]!;
      const [figure, by, correlation, link] = scenario.split('_') as ['sens' | 'spec', ClusterBy, string, LinkName];
      const reads = simulatedAnswers(figure);
      const fit = fitGee({
        outcome: reads.map((read) => (read.success ? 1 : 0)),
        design: fromRows(reads.map((read) => [1, Number(read.condition)])),
        terms: ['(Intercept)', 'mod'],
        cluster: reads.map((read) => clusterOf(read, by)),
        link,
        correlation: correlation === 'exch' ? 'exchangeable' : 'independence',
        correction: 'none',
      });
      expect(fit).toAgree({
        status: 'estimated',
        coefficients: peer.coef.map((row) => ({ estimate: row.Estimate, se: row['Std.err'] })),
        robustCovariance: peer.robust_vcov,
        naiveCovariance: peer.naive_vcov,
        correlation: typeof peer.alpha === 'number' ? peer.alpha : 0,
      });
      if (!isEstimated(fit)) throw new Error(fit.reason);
      expect(fit.coefficients.map(({ statistic }) => statistic ** 2)).toAgree(peer.coef.map(({ Wald }) => Wald));
      expect(fit.coefficients[1]!.p).toAgree(peer.coef[1]!['Pr(>|W|)']);
      expect(fit.score).toBeLessThanOrEqual(1e-10);
    },
    'results/gee_binary.json',
    'datasets/sim_time_confidence.csv',
  );
}
