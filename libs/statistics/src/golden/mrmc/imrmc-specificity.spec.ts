// Van Dyke called positive above 2.5. iMRMC R 2.1.2, doIMRMC(roc2binary(df, 2.5)): specificity, there fpf.
import { specificity } from '../../figures/index.js';
import { expectDecisionFigure } from '../imrmc-decisions.js';
import { readMrmc } from '../mrmc-reference.js';
import { goldenTest } from '../reference.js';

for (const variance of ['unbiased', 'biased'] as const)
  goldenTest(`Van Dyke, specificity, ${variance}`, () =>
    expectDecisionFigure(readMrmc('vandyke'), { key: 'fpf', figure: specificity(3), class: 'N' }, variance),
  );
