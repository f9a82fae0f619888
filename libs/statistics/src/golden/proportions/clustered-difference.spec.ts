// Our own simulation; R 4.2.2: Obuchowski (1998) by own code with K / (K - 1), case = cluster; modality 1 minus 0.
import { expect } from '@jest/globals';
import { clusteredDifference } from '../../proportions/index.js';
import { goldenTest, readReference } from '../reference.js';
import { simulatedAnswers } from './binary-reads.js';

type Peer = { K: number; p0: number; p1: number; diff: number; var0: number; var1: number; cov: number; se_diff: number; z: number; p: number; ci: number[]; z_pooled: number }; // prettier-ignore

for (const figure of ['sens', 'spec'] as const) {
  goldenTest(
    `clustered difference of proportions, ${figure}`,
    () => {
      const peer = readReference<Record<string, Peer>>('clustered_paired_proportions')[figure]!;
      expect(clusteredDifference(simulatedAnswers(figure), '1', '0')).toAgree({
        status: 'estimated',
        clusters: peer.K,
        proportions: [peer.p1, peer.p0],
        variances: [peer.var1, peer.var0],
        covariance: peer.cov,
        estimate: peer.diff,
        se: peer.se_diff,
        statistic: peer.z,
        p: peer.p,
        ci: peer.ci,
        pooled: { statistic: peer.z_pooled },
      });
    },
    'results/clustered_paired_proportions.json',
    'datasets/sim_time_confidence.csv',
  );
}

type Survey = { p: number[]; se: number[]; diff: number; se_diff: number };

// survey::svyby(~correct, ~modality, svydesign(ids = ~case)) and svycontrast: the same ratio estimator by linearisation.
for (const figure of ['sens', 'spec'] as const) {
  goldenTest(
    `survey's linearised proportions and difference, ${figure}`,
    () => {
      const peer = readReference<Record<string, Survey>>('clustered_paired_proportions')[`svy_${figure}`]!;
      const ours = clusteredDifference(simulatedAnswers(figure), '1', '0');
      if (ours.status !== 'estimated') throw new Error(ours.reason);
      expect([...ours.proportions].reverse()).toAgree(peer.p);
      expect(ours.variances.map(Math.sqrt).reverse()).toAgree(peer.se);
      expect({ estimate: ours.estimate, se: ours.se }).toAgree({ estimate: peer.diff, se: peer.se_diff });
    },
    'results/clustered_paired_proportions.json',
    'datasets/sim_time_confidence.csv',
  );
}
