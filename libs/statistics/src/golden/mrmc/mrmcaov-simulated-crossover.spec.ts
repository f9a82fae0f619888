// Our own simulation of a crossover study: 8 readers, 2 modalities, 120 cases (50 positive), ratings 0-100, decisions.
// MRMCaov 0.3.0, jackknife: empirical_auc(truth, rating), binary_sens and binary_spec(truth, positive).
import { empiricalAuc, sensitivity, specificity } from '../../figures/index.js';
import { readMrmc } from '../mrmc-reference.js';
import { expectAgreement, type MrmcaovResult } from '../mrmcaov.js';
import { goldenTest, readReference } from '../reference.js';

const NAME = 'mrmcaov_sim_time_confidence';
const FIGURES = [
  ['auc', empiricalAuc, 'rating'],
  ['sens', sensitivity(1), 'positive'],
  ['spec', specificity(1), 'positive'],
] as const;

for (const [key, figure, rating] of FIGURES)
  goldenTest(
    `Simulated crossover, ${key}`,
    () =>
      expectAgreement(
        { data: readMrmc('sim_time_confidence', { treatment: 'modality', rating }), figure, covariance: 'jackknife' },
        'RRRC',
        readReference<Record<string, MrmcaovResult>>(NAME)[key]!,
      ),
    `results/${NAME}.json`,
    'datasets/sim_time_confidence.csv',
  );
