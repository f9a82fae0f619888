// Our own simulation, reader 1's sensitivity; R 4.2.2: mcnemar.test(correct = FALSE), binom.test on the discordant pairs.
import { expect } from '@jest/globals';
import { mcnemar, pairedCounts } from '../../proportions/index.js';
import { goldenTest, readReference } from '../reference.js';
import { simulatedAnswers } from './binary-reads.js';

type Peer = { table: [[number, number], [number, number]]; chisq: number; p: number; exact_p: number };

goldenTest(
  'McNemar, reader 1',
  () => {
    const peer = readReference<Record<string, Peer>>('clustered_paired_proportions')['mcnemar_reader1']!;
    const counts = pairedCounts(simulatedAnswers('sens').filter((read) => read.reader === '1'), '0', '1'); // prettier-ignore
    expect([[counts.neither, counts.onlyB], [counts.onlyA, counts.both]]).toEqual(peer.table); // prettier-ignore
    expect(mcnemar(counts)).toAgree({
      status: 'estimated',
      asymptotic: { statistic: peer.chisq, p: peer.p },
      exact: { p: peer.exact_p },
    });
  },
  'results/clustered_paired_proportions.json',
  'datasets/sim_time_confidence.csv',
);
