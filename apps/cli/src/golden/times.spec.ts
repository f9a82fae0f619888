// `lectern analyze-time` of our own simulation: lme4 1.1-31 and lmerTest 3.1-3. lme4 stops early, so: our criterion is at most
// lme4's + 1e-9, fixed effects to 1e-4, standard errors and SDs to 2e-4, df to 1e-3.
import { expect } from '@jest/globals';
import { goldenTest, readReference, referencePath } from '../../../../libs/statistics/src/golden/reference.js';
import { analyzeTimeFile, type AnalyzeTimeRequest } from '../analyze-time/analyze-time-file.js';

interface Peer {
  readonly criterion: number;
  readonly fixed: readonly { row: string; Estimate: number; 'Std. Error': number; df: number }[];
  readonly varcomp: readonly { grp: string; sdcor: number }[];
}

const SCENARIOS: Record<string, AnalyzeTimeRequest> = {
  reader_slope: {},
  mod_only: { random: ['reader', 'case'], period: false },
  mod_period_truth: { random: ['reader', 'case'], adjustTruth: true },
};
const TERMS: Record<string, string> = { mod: 'treatment 1', per: 'period 2' };

for (const [scenario, request] of Object.entries(SCENARIOS))
  goldenTest(
    scenario,
    async () => {
      const peer = readReference<Record<string, Peer>>('lmer_time')[scenario]!;
      const output = await analyzeTimeFile(referencePath('datasets/sim_time_confidence.csv'), request);
      expect(output.reml! - peer.criterion).toBeLessThanOrEqual(1e-9);
      expect(output.fixed.map(({ term }) => term)).toEqual(peer.fixed.map(({ row }) => TERMS[row] ?? row));
      expect(output.fixed).toAgree(
        peer.fixed.map((row) => ({ estimate: row.Estimate })),
        1e-4,
      );
      expect(output.fixed).toAgree(
        peer.fixed.map((row) => ({ se: row['Std. Error'] })),
        2e-4,
      );
      expect(output.fixed).toAgree(
        peer.fixed.map(({ df }) => ({ df })),
        1e-3,
      );
      for (const { group, sd } of output.random) {
        const theirs = peer.varcomp.find(({ grp }) => grp === group.replace('treatment', 'mod'))!.sdcor;
        expect(Math.abs(sd - theirs)).toBeLessThanOrEqual(2e-4);
      }
      expect(output.ratios).toAgree([{ a: '0', b: '1', logEstimate: -peer.fixed[1]!.Estimate }], 1e-4);
    },
    'results/lmer_time.json',
    'datasets/sim_time_confidence.csv',
  );

goldenTest(
  'reader level: paired t and Wilcoxon of R, with the sign turned',
  async () => {
    interface Tests {
      readonly paired_t: { t: number; df: number; p: number; est: number };
      readonly wilcoxon: { p: number };
    }
    const { paired_t: t, wilcoxon } = readReference<Tests>('time_reader_level');
    const { readerLevel } = await analyzeTimeFile(referencePath('datasets/sim_time_confidence.csv'));
    expect(readerLevel).toAgree([{ estimate: -t.est, statistic: -t.t, df: t.df, p: t.p }, { p: wilcoxon.p }]);
  },
  'results/time_reader_level.json',
  'datasets/sim_time_confidence.csv',
);
