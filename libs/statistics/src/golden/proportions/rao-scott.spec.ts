// Our own simulation; R 4.2.2, survey: svychisq(~correct + modality, svydesign(ids = ~case)), statistics F and Chisq.
import { expect } from '@jest/globals';
import { raoScottTest } from '../../proportions/index.js';
import { goldenTest, readReference } from '../reference.js';
import { simulatedAnswers } from './binary-reads.js';

type Peer = { rao_scott_F: number; rao_scott_ndf: number; rao_scott_ddf: number; rao_scott_p: number; rao_scott_chisq: number; rao_scott_chisq_p: number }; // prettier-ignore

for (const figure of ['sens', 'spec'] as const) {
  goldenTest(
    `Rao-Scott test, ${figure}`,
    () => {
      const peer = readReference<Record<string, Peer>>('clustered_paired_proportions')[`svy_${figure}`]!;
      expect(raoScottTest(simulatedAnswers(figure), ['0', '1'])).toAgree({
        status: 'estimated',
        statistic: peer.rao_scott_F,
        df: [peer.rao_scott_ndf, peer.rao_scott_ddf],
        p: peer.rao_scott_p,
        pearson: { statistic: peer.rao_scott_chisq, p: peer.rao_scott_chisq_p },
      });
    },
    'results/clustered_paired_proportions.json',
    'datasets/sim_time_confidence.csv',
  );
}
