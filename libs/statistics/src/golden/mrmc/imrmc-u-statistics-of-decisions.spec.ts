// Van Dyke, sensitivity at rating >= 3 as a U-statistic of degree 1,1. iMRMC R 2.1.2, uStat11.jointD and
// uStat11.conditionalD, which agree where the study is crossed.
import { expect } from '@jest/globals';
import { sensitivity } from '../../figures/index.js';
import { analyzeMrmc, type UTable } from '../../mrmc/index.js';
import { readMrmc } from '../mrmc-reference.js';
import { goldenTest, readReference } from '../reference.js';

interface UStat11 {
  readonly mean: readonly number[];
  readonly var: readonly number[];
  readonly 'var.1obs': readonly number[];
  readonly meanPerR: readonly { readonly A: number; readonly B: number }[];
  readonly moments: readonly Readonly<Record<string, number>>[];
  readonly coeff: readonly Readonly<Record<string, number>>[];
}

for (const kind of ['jointD', 'conditionalD'])
  goldenTest(`Van Dyke, sensitivity, uStat11.${kind}`, () => {
    const peer = readReference<Record<string, UStat11>>('imrmc_ustat11_vandyke_sens')[kind]!;
    const result = analyzeMrmc(readMrmc('vandyke'), { figure: sensitivity(3), method: 'ustat' });
    const ours = [...result.treatments, ...result.differences];
    expect(ours).toAgree(peer.mean.map((estimate, i) => ({ estimate, se: Math.sqrt(peer.var[i]!) })));
    expect(result.readers).toAgree([
      ...peer.meanPerR.map(({ A }) => ({ estimate: A })),
      ...peer.meanPerR.map(({ B }) => ({ estimate: B })),
    ]);
    const tables = result.varianceComponents['tables'] as UTable[];
    const pick = ({ c0r0, c1r0, c0r1, c1r1 }: Readonly<Record<string, number>>): object => ({ c0r0, c1r0, c0r1, c1r1 });
    expect(tables.map((table) => table.moments.exact)).toAgree(peer.moments.map(pick));
    expect(tables.map((table) => table.moments.coefficients)).toAgree(peer.coeff.map(pick));
    const [a, b, ab] = tables.map(({ moments }) => moments.exact['c1r1']! - moments.exact['c0r0']!);
    expect([a, b, a! + b! - 2 * ab!]).toAgree(peer['var.1obs']); // of one reader's answer on one case
  });
