// Our own simulation; R 4.2.2: t.test and wilcox.test (paired) on the readers' mean log seconds.
import { expect } from '@jest/globals';
import { analyzeTime } from '../../time/index.js';
import { goldenTest, readReference } from '../reference.js';
import { simulatedTimes } from './timed-reads.js';

type Peer = {
  paired_t: { t: number; df: number; p: number; ci: number[]; est: number };
  wilcoxon: { V: number; p: number };
};

goldenTest(
  'reader-level tests of log time',
  () => {
    const { paired_t: t, wilcoxon } = readReference<Peer>('time_reader_level');
    const [ratio] = analyzeTime(simulatedTimes(true), { conditions: ['1', '0'] }).ratios;
    expect(ratio!.readerLevel).toAgree({
      pairedT: { estimate: t.est, statistic: t.t, df: t.df, p: t.p, ci: t.ci },
      wilcoxon: { statistic: wilcoxon.V, p: wilcoxon.p },
    });
  },
  'results/time_reader_level.json',
  'datasets/sim_time_confidence.csv',
);
