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
  logLik: number;
  fixed: { row: string; Estimate: number; 'Std. Error': number; df: number; 't value': number; 'Pr(>|t|)': number }[];
  anova_satterthwaite: { row: string; DenDF: number; 'F value': number; 'Pr(>F)': number }[];
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
      expect(fit.fixed).toAgree(peer.fixed.map((row) => ({ t: row['t value'] })), 4e-4); // prettier-ignore
      expect(fit.fixed.map(({ p }) => p)).toAgree(peer.fixed.map((row) => row['Pr(>|t|)']), 2e-2); // prettier-ignore
      fit.covariance.forEach((own, i) => own.forEach((value, j) => expect(Math.abs(value - peer.vcov[i]![j]!)).toBeLessThanOrEqual(4e-4 * Math.sqrt(peer.vcov[i]![i]! * peer.vcov[j]![j]!)))); // prettier-ignore
      expect((peer.REML ? fit.reml : fit.deviance)! / -2).toAgree(peer.logLik, 1e-8);
      for (const row of peer.anova_satterthwaite) {
        const own = fit.fixed.find(({ term }) => term === row.row)!;
        expect({ F: own.t ** 2, df: own.df }).toAgree({ F: row['F value'] }, 1e-3);
        expect(own.df).toAgree(row.DenDF, 1e-3);
        expect(own.p).toAgree(row['Pr(>F)'], 2e-2);
      }
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
