// Van Dyke called positive above 2.5. iMRMC R 2.1.2, doIMRMC(roc2binary(df, 2.5)): its own figure,
// the area of decisions against a constant.
import { expectAreaAgainstConstant } from '../imrmc-decisions.js';
import { goldenTest } from '../reference.js';

for (const key of ['tpf', 'fpf'] as const)
  for (const variance of ['unbiased', 'biased'] as const)
    goldenTest(`Van Dyke, ${key} as an area, ${variance}`, () => expectAreaAgainstConstant(key, variance));
