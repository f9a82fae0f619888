// Our own Roe-Metz simulation, 20 readers x 2 x 1,000 cases. iMRMC R 2.1.2, doIMRMC: degrees of freedom above 50.
import { empiricalAuc } from '../../figures/index.js';
import { expectImrmc, type ImrmcResult } from '../imrmc.js';
import { readMrmc } from '../mrmc-reference.js';
import { goldenTest, readReference } from '../reference.js';

for (const variance of ['unbiased', 'biased'] as const)
  goldenTest(
    `Roe-Metz 20 x 2 x 1,000, ${variance}`,
    () => {
      const { Ustat, MLE } = readReference<{ Ustat: ImrmcResult['Ustat']; MLE: ImrmcResult['Ustat'] }>(
        'imrmc_roemetz_20x2x1000',
      );
      expectImrmc(readMrmc('roemetz_20x2x1000'), empiricalAuc, { Ustat, MLEstat: MLE }, variance);
    },
    'results/imrmc_roemetz_20x2x1000.json',
    'datasets/roemetz_20x2x1000.csv',
  );
