// Our own simulation; R 4.2.2, emmeans 1.8.4 on lmer(log(seconds) ~ mod + (1 | reader) + (1 | case)) and on
// ~ mod + per + truth; lme4 stops early, so standard errors to 2e-4, the rest to 1e-4 (intervals follow both).
import { expect } from '@jest/globals';
import { isEstimated } from '../../data/estimable.js';
import { analyzeTime } from '../../time/index.js';
import { goldenTest, readReference } from '../reference.js';
import { simulatedTimes } from './timed-reads.js';

type Row = { SE: number; df: number; 'lower.CL': number; 'upper.CL': number };
type Peer = { emm: (Row & { emmean: number })[]; ratio: (Row & { estimate: number })[] };

for (const [scenario, adjusted] of [
  ['emmeans_mod_only', false],
  ['emmeans_m2', true],
] as const) {
  goldenTest(
    `geometric means and ratio, ${scenario}`,
    () => {
      const peer = readReference<Record<string, Peer>>('lmer_time')[scenario]!;
      const analysis = analyzeTime(simulatedTimes(adjusted), { conditions: ['1', '0'], random: ['reader', 'case'], adjustForTruth: adjusted }); // prettier-ignore
      const byCondition = [peer.emm[1]!, peer.emm[0]!];
      expect(analysis.conditions.map(({ geometricMean }) => geometricMean)).toAgree(
        byCondition.map((row) => ({ estimate: Math.exp(row.emmean), ci: [Math.exp(row['lower.CL']), Math.exp(row['upper.CL'])] })), // prettier-ignore
        1e-4,
      );
      expect(analysis.conditions.map(({ geometricMean }) => geometricMean)).toAgree(byCondition.map((row) => ({ df: row.df })), 1e-3); // prettier-ignore
      const [ratio] = peer.ratio;
      const result = analysis.ratios[0]!.result;
      expect(result).toAgree({ logEstimate: ratio!.estimate, ratio: Math.exp(ratio!.estimate), ci: [Math.exp(ratio!['lower.CL']), Math.exp(ratio!['upper.CL'])] }, 1e-4); // prettier-ignore
      expect(isEstimated(result) && result.se).toAgree(ratio!.SE, 2e-4);
      expect(isEstimated(result) && result.df).toAgree(ratio!.df, 1e-3);
    },
    'results/lmer_time.json',
    'datasets/sim_time_confidence.csv',
  );
}
