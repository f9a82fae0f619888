// Sensitivity and specificity of a call of positive at rating >= 3, jackknife. MRMCaov 0.3.0:
// mrmc(binary_sens(truth, bin3), ...) and binary_spec. Intervals of treatment means end at 0 and 1, as there.
import { sensitivity, specificity } from '../../figures/index.js';
import { readMrmc } from '../mrmc-reference.js';
import { expectAgreement, type MrmcaovByAnalysis, type MrmcaovResult } from '../mrmcaov.js';
import { goldenTest, readReference } from '../reference.js';

type Peer = Record<'binary_sens' | 'binary_spec', MrmcaovByAnalysis>;

for (const dataset of ['vandyke', 'franken'] as const)
  for (const [key, figure] of [
    ['binary_sens', sensitivity(3)],
    ['binary_spec', specificity(3)],
  ] as const)
    for (const analysis of ['RRRC', 'FRRC', 'RRFC'] as const)
      goldenTest(`${dataset}, ${key}, jackknife, ${analysis}`, () => {
        const peer = readReference<Peer>(`mrmcaov_${dataset}`)[key][analysis] as MrmcaovResult;
        expectAgreement({ data: readMrmc(dataset), figure, covariance: 'jackknife' }, analysis, peer);
      });
