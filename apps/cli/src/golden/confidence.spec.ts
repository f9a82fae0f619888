// `lectern analyze-confidence` of our own simulation: ordinal 2022.11-16, clm and clmm, to 1e-4. We compare the first
// treatment with the second, ordinal the reverse: the sign turns, and thresholds move by the effect.
import { expect } from '@jest/globals';
import type { ConfidenceOutput } from '@lectern/contracts';
import { goldenTest, readReference, referencePath } from '../../../../libs/statistics/src/golden/reference.js';
import { analyzeConfidenceFile } from '../analyze-confidence/analyze-confidence-file.js';

interface Peer {
  readonly coef: readonly { row: string; Estimate: number; 'Std. Error': number }[];
  readonly sd?: Readonly<Record<string, number>>;
  readonly logLik: number;
}

const DATA = 'datasets/sim_time_confidence.csv';
let analysed: Promise<ConfidenceOutput> | undefined;
const analyse = (): Promise<ConfidenceOutput> => (analysed ??= analyzeConfidenceFile(referencePath(DATA)));

for (const [scenario, model] of [
  ['clm', 'fixed'],
  ['clmm', 'mixed'],
] as const)
  goldenTest(
    scenario,
    async () => {
      const peer = readReference<Record<string, Peer>>('ordinal_confidence')[scenario]!;
      const output = await analyse();
      const [all, right, wrong] = output.strata;
      const ours = all!.comparisons[0]![model];
      const effect = peer.coef.at(-1)!;
      expect(ours).toAgree({ logOdds: -effect.Estimate, se: effect['Std. Error'], logLikelihood: peer.logLik }, 1e-4);
      expect(ours.thresholds).toAgree(
        peer.coef.slice(0, -1).map((row) => ({ term: row.row, estimate: row.Estimate - effect.Estimate })),
        1e-4,
      );
      expect(ours.random).toAgree(
        Object.entries(peer.sd ?? {})
          .map(([group, sd]) => ({ group, sd }))
          .reverse(),
        1e-4,
      );
      const reads = (stratum = all) => stratum!.treatments.map((one) => one.reads);
      expect(reads()).toEqual(reads(right).map((count, i) => count + reads(wrong)[i]!));
    },
    'results/ordinal_confidence.json',
    DATA,
  );
