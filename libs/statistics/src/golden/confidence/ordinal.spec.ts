// Our own simulation; R 4.2.2, ordinal 2022.11-16: clm(confidence ~ mod) and clmm(confidence ~ mod + (1 | reader) +
// (1 | case)), Laplace: to 1e-4, with our score equations solved to 1e-10.
import { expect } from '@jest/globals';
import { isEstimated } from '../../data/estimable.js';
import { fromRows } from '../../linear-algebra/index.js';
import { fitCumulativeLogit } from '../../mixed-models/index.js';
import { goldenTest, readReference } from '../reference.js';
import { readTimeConfidence } from '../time-confidence.js';

type Peer = { coef: { row: string; Estimate: number; 'Std. Error': number; 'z value': number; 'Pr(>|z|)': number }[]; sd?: Record<string, number>; logLik: number }; // prettier-ignore

for (const scenario of ['clm', 'clmm']) {
  goldenTest(
    `cumulative logit, ${scenario}`,
    () => {
      const peer = readReference<Record<string, Peer>>('ordinal_confidence')[scenario]!;
      const rows = readTimeConfidence();
      const fit = fitCumulativeLogit(
        rows.map((row) => row.confidence),
        {
          // prettier-ignore
          fixed: fromRows(rows.map((row) => [Number(row.modality)])),
          terms: ['mod'],
          random: Object.keys(peer.sd ?? {}).map((group) => ({ group, levels: rows.map((row) => row[group as 'reader' | 'case']) })), // prettier-ignore
        },
      );
      if (!isEstimated(fit)) throw new Error(fit.reason);
      expect(fit.score).toBeLessThanOrEqual(1e-10);
      expect(fit.logLikelihood).toAgree(peer.logLik, 1e-8);
      expect(fit.logLikelihood).toBeGreaterThanOrEqual(peer.logLik - 1e-9);
      expect([...fit.thresholds, ...fit.fixed]).toAgree(peer.coef.map((row) => ({ term: row.row, estimate: row.Estimate, se: row['Std. Error'] })), 1e-4); // prettier-ignore
      expect([...fit.thresholds, ...fit.fixed]).toAgree(peer.coef.map((row) => ({ z: row['z value'] })), 1e-4); // prettier-ignore
      expect(fit.fixed[0]!.p).toAgree(peer.coef.at(-1)!['Pr(>|z|)'], 1e-3);
      expect(fit.random).toAgree(Object.entries(peer.sd ?? {}).map(([group, sd]) => ({ group, sd })), 1e-4); // prettier-ignore
    },
    'results/ordinal_confidence.json',
    'datasets/sim_time_confidence.csv',
  );
}
