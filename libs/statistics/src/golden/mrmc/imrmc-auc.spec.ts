// iMRMC R 2.1.2, doIMRMC(df): U-statistic and MLE (biased) variance, BDG and BCK components, per reader. Crossed (Van
// Dyke, Franken), split-plot and 5% of reads missing, where it pools over pairs of cases that a reader read. For Franken
// the unbiased variance of the difference is negative: iMRMC prints none, we fall back on the biased one and say so.
import { empiricalAuc } from '../../figures/index.js';
import { expectImrmc, type ImrmcResult } from '../imrmc.js';
import { readMrmc } from '../mrmc-reference.js';
import { goldenTest, readReference } from '../reference.js';

const SCENARIOS = [
  ['vandyke', 'imrmc_vandyke_auc'],
  ['franken', 'imrmc_franken_auc'],
  ['vandyke_splitplot', 'imrmc_vandyke_splitplot'],
  ['vandyke_missing5pct', 'imrmc_vandyke_missing'],
] as const;

for (const [dataset, result] of SCENARIOS)
  for (const variance of ['unbiased', 'biased'] as const)
    goldenTest(`${dataset}, empirical AUC, ${variance}`, () =>
      expectImrmc(readMrmc(dataset), empiricalAuc, readReference<ImrmcResult>(result), variance),
    );
