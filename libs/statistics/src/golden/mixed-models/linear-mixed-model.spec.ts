// Our own simulation; R 4.2.2, lme4 1.1-31 lmer(log(seconds) ~ ...) and lmerTest 3.1-3 (Satterthwaite). lme4 stops
// early, so: our criterion is at most lme4's, fixed effects to 1e-4, standard errors and SDs to 2e-4, df to 1e-3.
import { expect } from '@jest/globals';
import { isEstimated } from '../../data/estimable.js';
import { fromRows } from '../../linear-algebra/index.js';
import { fitLinearMixedModel } from '../../mixed-models/index.js';
import { goldenTest, readReference } from '../reference.js';
import { readTimeConfidence, type TimeConfidenceRow } from '../time-confidence.js';

type Peer = {
  formula: string;
  REML: boolean;
  criterion: number;
  singular: boolean;
  fixed: { row: string; Estimate: number; 'Std. Error': number; df: number; 'Pr(>|t|)': number }[];
  vcov: number[][];
  varcomp: { grp: string; sdcor: number }[];
};

const columns: Record<string, (row: TimeConfidenceRow) => number> = {
  '(Intercept)': () => 1,
  mod: (row) => Number(row.modality),
  per: (row) => Number(row.period) - 1,
  truth: (row) => row.truth,
};
const groups: Record<string, (row: TimeConfidenceRow) => string> = {
  reader: (row) => row.reader,
  case: (row) => row.case,
  'reader:mod': (row) => `${row.reader}:${row.modality}`,
  'reader:case': (row) => `${row.reader}:${row.case}`,
};

for (const scenario of [
  'mod_only',
  'mod_period_truth',
  'reader_slope',
  'reader_slope_rc',
  'mod_only_ML',
  'confidence_numeric',
]) {
  goldenTest(
    `linear mixed model ${scenario}`,
    () => {
      const peer = readReference<Record<string, Peer>>('lmer_time')[scenario]!;
      const rows = readTimeConfidence();
      const terms = peer.fixed.map((row) => row.row);
      const random = peer.varcomp.map((component) => component.grp).filter((group) => group !== 'Residual');
      const fit = fitLinearMixedModel({
        response: rows.map((row) => (peer.formula.startsWith('confidence') ? row.confidence : Math.log(row.seconds))),
        fixed: fromRows(rows.map((row) => terms.map((term) => columns[term]!(row)))),
        terms,
        random: random.map((group) => ({ group, levels: rows.map(groups[group]!) })),
        estimation: peer.REML ? 'REML' : 'ML',
      });
      if (!isEstimated(fit)) throw new Error(fit.reason);
      expect((peer.REML ? fit.reml : fit.deviance)! - peer.criterion).toBeLessThanOrEqual(1e-9);
      expect(fit.fixed).toAgree(peer.fixed.map((row) => ({ term: row.row, estimate: row.Estimate })), 1e-4); // prettier-ignore
      expect(fit.fixed).toAgree(peer.fixed.map((row) => ({ se: row['Std. Error'] })), 2e-4); // prettier-ignore
      expect(fit.fixed).toAgree(peer.fixed.map((row) => ({ df: row.df })), 1e-3); // prettier-ignore
      for (const { group, sd } of fit.random) {
        const theirs = peer.varcomp.find((component) => component.grp === group)!.sdcor;
        expect(Math.abs(sd - theirs)).toBeLessThanOrEqual(2e-4);
      }
      expect(fit.singular).toBe(peer.singular);
    },
    'results/lmer_time.json',
    'datasets/sim_time_confidence.csv',
  );
}
