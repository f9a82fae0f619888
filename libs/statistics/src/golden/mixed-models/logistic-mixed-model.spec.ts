// Our own simulation, sensitivity; R 4.2.2, lme4 1.1-31: glmer(correct ~ mod + (1 | reader) + (1 | case), binomial),
// Laplace. lme4 stops early: log likelihood at least lme4's, estimates to 1e-4, standard errors and SDs to 1e-3.
import { expect } from '@jest/globals';
import { isEstimated } from '../../data/estimable.js';
import { fromRows } from '../../linear-algebra/index.js';
import { fitLogisticMixedModel } from '../../mixed-models/index.js';
import { simulatedAnswers } from '../proportions/binary-reads.js';
import { goldenTest, readReference } from '../reference.js';

type Peer = { laplace: { fixed: { row: string; Estimate: number; 'Std. Error': number; 'z value': number; 'Pr(>|z|)': number }[]; varcomp: { grp: string; sdcor: number }[]; logLik: number } }; // prettier-ignore

goldenTest(
  'logistic mixed model, sensitivity',
  () => {
    const { laplace: peer } = readReference<Peer>('glmer_sens');
    const reads = simulatedAnswers('sens');
    const fit = fitLogisticMixedModel(
      reads.map((read) => (read.success ? 1 : 0)),
      {
        fixed: fromRows(reads.map((read) => [1, Number(read.condition)])),
        terms: ['(Intercept)', 'mod'],
        random: [
          { group: 'case', levels: reads.map((read) => read.case) },
          { group: 'reader', levels: reads.map((read) => read.reader) },
        ],
      },
    );
    if (!isEstimated(fit)) throw new Error(fit.reason);
    expect(fit.score).toBeLessThanOrEqual(1e-10);
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(peer.logLik - 1e-9);
    expect(fit.fixed).toAgree(peer.fixed.map((row) => ({ term: row.row, estimate: row.Estimate })), 1e-4); // prettier-ignore
    expect(fit.fixed).toAgree(peer.fixed.map((row) => ({ se: row['Std. Error'] })), 1e-3); // prettier-ignore
    expect(fit.fixed).toAgree(peer.fixed.map((row) => ({ z: row['z value'], p: row['Pr(>|z|)'] })), 5e-3); // prettier-ignore
    expect(fit.random).toAgree(peer.varcomp.map(({ grp, sdcor }) => ({ group: grp, sd: sdcor })), 1e-3); // prettier-ignore
  },
  'results/glmer_sens.json',
  'datasets/sim_time_confidence.csv',
);
