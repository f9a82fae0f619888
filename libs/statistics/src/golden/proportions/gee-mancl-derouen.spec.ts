// Our own simulation, sensitivity clustered by its 8 readers; statsmodels 0.15.0 (Python), GEE, Exchangeable,
// cov_type='bias_reduced'. Its correlation has another denominator (.023487 for .023544): printed digits, to 1e-5.
import { expect } from '@jest/globals';
import { isEstimated } from '../../data/estimable.js';
import { tTwoSidedP } from '../../distributions/index.js';
import { conditionGee } from '../../proportions/index.js';
import { goldenTest } from '../reference.js';
import { simulatedAnswers } from './binary-reads.js';

const peer = { logit: [0.26008918, 0.28073003], identity: [0.02941609, 0.02740475] };

for (const link of ['logit', 'identity'] as const) {
  goldenTest(
    `GEE with Mancl-DeRouen's correction, ${link}`,
    () => {
      const fit = conditionGee(simulatedAnswers('sens'), '1', 'reader', link);
      if (!isEstimated(fit)) throw new Error(fit.reason);
      expect(fit.correction).toBe('mancl-derouen');
      expect(fit.coefficients.map((term) => term.se)).toAgree(peer[link], 1e-5);
      const [, effect] = fit.coefficients;
      expect(effect).toMatchObject({ df: 6, p: tTwoSidedP(effect!.statistic, 6) });
    },
    'datasets/sim_time_confidence.csv',
  );
}
