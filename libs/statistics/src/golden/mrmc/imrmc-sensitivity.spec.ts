// Van Dyke called positive above 2.5. iMRMC R 2.1.2, doIMRMC(roc2binary(df, 2.5)): sensitivity, there tpf.
import { sensitivity } from '../../figures/index.js';
import { expectDecisionFigure } from '../imrmc-decisions.js';
import { readMrmc } from '../mrmc-reference.js';
import { goldenTest } from '../reference.js';

for (const variance of ['unbiased', 'biased'] as const)
  goldenTest(`Van Dyke, sensitivity, ${variance}`, () =>
    expectDecisionFigure(readMrmc('vandyke'), { key: 'tpf', figure: sensitivity(3), class: 'D' }, variance),
  );
