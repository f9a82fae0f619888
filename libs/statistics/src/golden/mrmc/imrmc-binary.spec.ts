// Van Dyke called positive above 2.5. iMRMC R 2.1.2, doIMRMC(roc2binary(df, 2.5)): sensitivity as tpf, specificity as fpf.
// There the figure is an AUC against a constant; here it is a mean over cases of one class, so its components are C, R
// and RC instead of N, D ... RND; variances and degrees of freedom are the same.
import { expect } from '@jest/globals';
import { sensitivity, specificity } from '../../figures/index.js';
import { analyzeMrmc, type UTable } from '../../mrmc/index.js';
import { expectImrmc, type ImrmcResult } from '../imrmc.js';
import { readMrmc } from '../mrmc-reference.js';
import { goldenTest, readReference } from '../reference.js';

const FIGURES = [
  ['tpf', sensitivity(3), 'D', 'DR'],
  ['fpf', specificity(3), 'N', 'NR'],
] as const;

for (const [key, figure, ofCase, ofReaderCase] of FIGURES)
  for (const variance of ['unbiased', 'biased'] as const)
    goldenTest(`Van Dyke, ${figure.name}, ${variance}`, () => {
      const data = readMrmc('vandyke');
      const peer = readReference<Record<string, ImrmcResult>>('imrmc_vandyke_binary')[key]!;
      expectImrmc(data, figure, peer, variance, 'skipped');
      const tables = analyzeMrmc(data, { figure, method: 'ustat' }).varianceComponents['tables'] as UTable[];
      const [theirs, ours] = variance === 'unbiased' ? (['Ustat', 'exact'] as const) : (['MLE', 'biased'] as const);
      expect(tables.map((table) => table.components[ours])).toAgree(
        peer.varDecomp!.BCK[theirs].comp.map((row) => ({ C: row[ofCase], R: row['R'], RC: row[ofReaderCase] })),
      );
    });
