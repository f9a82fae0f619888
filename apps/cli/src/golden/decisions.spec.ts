// `lectern analyze-binary` of our own simulation, whose column `positive` holds the decisions: MRMCaov 0.3.0 (primary),
// geepack 1.3.9 clustered by case, Obuchowski's clustered difference, Rao-Scott by survey, McNemar by R. We take the first
// treatment minus the second, R the reverse.
import { expect } from '@jest/globals';
import type { BinaryOutput } from '@lectern/contracts';
import type { MrmcaovResult } from '../../../../libs/statistics/src/golden/mrmcaov.js';
import { goldenTest, readReference, referencePath } from '../../../../libs/statistics/src/golden/reference.js';
import { analyzeBinaryFile } from '../analyze-binary/analyze-binary-file.js';
import { fromMrmcaov, ofAnalysis } from './peers.js';

interface Gee {
  readonly coef: readonly { Estimate: number; 'Std.err': number }[];
  readonly alpha: number;
}
interface Clustered {
  readonly diff: number;
  readonly se_diff: number;
  readonly z: number;
  readonly p: number;
  readonly ci: readonly [number, number];
}
type Proportions = Record<string, Clustered> &
  Record<
    'svy_sens' | 'svy_spec',
    { rao_scott_F: number; rao_scott_ndf: number; rao_scott_ddf: number; rao_scott_p: number }
  > &
  Record<'mcnemar_reader1', { table: readonly (readonly number[])[]; chisq: number; p: number; exact_p: number }>;

const DATA = 'datasets/sim_time_confidence.csv';
let analysed: Promise<BinaryOutput> | undefined;
const run = (): Promise<BinaryOutput> =>
  (analysed ??= analyzeBinaryFile(referencePath(DATA), { method: 'or', covariance: 'jackknife' }));

for (const [key, metric] of [
  ['sens', 'sensitivity'],
  ['spec', 'specificity'],
] as const) {
  goldenTest(
    `${metric}: primary, as MRMCaov`,
    async () => {
      const peer = readReference<Record<string, MrmcaovResult>>('mrmcaov_sim_time_confidence')[key]!;
      expect(ofAnalysis((await run())[metric]!.primary, 'RRRC')).toAgree(fromMrmcaov(peer));
    },
    'results/mrmcaov_sim_time_confidence.json',
    DATA,
  );

  goldenTest(
    `${metric}: GEE clustered by case, as geepack`,
    async () => {
      const peer = readReference<Record<string, Gee>>('gee_binary')[`${key}_case_exch_logit`]!;
      const { gee } = (await run())[metric]!;
      const ours = gee.find(({ clusteredBy, link }) => clusteredBy === 'case' && link === 'logit')!;
      expect(ours).toAgree({ correlation: peer.alpha }, 1e-4);
      expect(ours.coefficients![1]).toAgree({ estimate: -peer.coef[1]!.Estimate, se: peer.coef[1]!['Std.err'] }, 1e-4);
    },
    'results/gee_binary.json',
    DATA,
  );

  goldenTest(
    `${metric}: clustered difference and Rao-Scott`,
    async () => {
      const peer = readReference<Proportions>('clustered_paired_proportions');
      const { diff, se_diff, z, p, ci } = peer[key]!;
      const survey = peer[`svy_${key}`];
      const { obuchowski, raoScott } = (await run())[metric]!;
      expect(obuchowski).toAgree([{ estimate: -diff, se: se_diff, statistic: -z, p, ci: [-ci[1], -ci[0]] }]);
      expect(raoScott).toAgree([
        { statistic: survey.rao_scott_F, df: [survey.rao_scott_ndf, survey.rao_scott_ddf], p: survey.rao_scott_p },
      ]);
    },
    'results/clustered_paired_proportions.json',
    DATA,
  );
}

goldenTest(
  'McNemar of reader 1',
  async () => {
    const { mcnemar_reader1: peer } = readReference<Proportions>('clustered_paired_proportions');
    const [ours] = (await run()).sensitivity!.mcnemar;
    expect(ours).toAgree({ reader: '1', statistic: peer.chisq, p: peer.p, exactP: peer.exact_p });
  },
  'results/clustered_paired_proportions.json',
  DATA,
);
