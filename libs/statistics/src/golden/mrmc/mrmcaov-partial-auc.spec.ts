// Parts of the empirical ROC curve, jackknife. MRMCaov 0.3.0: empirical_auc(partial = "specificity", min = 0.7, max = 1)
// and empirical_sens(spec = 0.8).
import { partialAuc, sensitivityAtSpecificity } from '../../figures/index.js';
import { readMrmc } from '../mrmc-reference.js';
import { expectAgreement, type MrmcaovByAnalysis, type MrmcaovResult } from '../mrmcaov.js';
import { goldenTest, readReference } from '../reference.js';

const FIGURES = {
  'partial_auc_spec_0.7_1': partialAuc({ over: 'specificity', from: 0.7, to: 1 }),
  'empirical_sens_at_spec0.8': sensitivityAtSpecificity(0.8),
};

for (const dataset of ['vandyke', 'franken'] as const)
  for (const [key, figure] of Object.entries(FIGURES))
    goldenTest(`${dataset}, ${key}`, () => {
      const peer = readReference<Record<string, MrmcaovByAnalysis>>(`mrmcaov_${dataset}`)[key]!.RRRC as MrmcaovResult;
      expectAgreement({ data: readMrmc(dataset), figure, covariance: 'jackknife' }, 'RRRC', peer);
    });
