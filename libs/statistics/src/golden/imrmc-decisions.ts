import { expect } from '@jest/globals';
import { mrmcData, type MrmcData } from '../data/index.js';
import { empiricalAuc, type Figure } from '../figures/index.js';
import { analyzeMrmc, type UTable } from '../mrmc/index.js';
import { expectImrmc, type ImrmcResult } from './imrmc.js';
import { readDataset, readReference } from './reference.js';

type Named = Readonly<Record<string, number>>;
type Kind = 'unbiased' | 'biased';

/** Which of iMRMC's two classes of cases the figure is a mean over. */
interface DecisionFigure {
  readonly key: 'tpf' | 'fpf';
  readonly figure: Figure<MrmcData>;
  readonly class: 'D' | 'N';
}

/** Pairs of M1 ... M8 that are one moment, as the other class is a constant: c and r say whether case and reader are the same. */
const MOMENTS = {
  D: { c1r1: ['M1', 'M2'], c0r1: ['M3', 'M4'], c1r0: ['M5', 'M6'], c0r0: ['M7', 'M8'] },
  N: { c1r1: ['M1', 'M3'], c0r1: ['M2', 'M4'], c1r0: ['M5', 'M7'], c0r0: ['M6', 'M8'] },
} as const;

/**
 * iMRMC's sensitivity or specificity of Van Dyke called positive above 2.5 against ours. There it is an AUC against a constant,
 * here a mean over cases of one class, so that moments are c1r1 ... c0r0 instead of M1 ... M8, and components C, R and RC
 * instead of N, D ... RND; variances and degrees of freedom are the same.
 */
export function expectDecisionFigure(data: MrmcData, { key, figure, class: of }: DecisionFigure, variance: Kind): void {
  const peer = readReference<Record<string, ImrmcResult>>('imrmc_vandyke_binary')[key]!;
  expectImrmc(data, figure, peer, variance, 'skipped');
  const { varianceComponents } = analyzeMrmc(data, { figure, method: 'ustat' });
  const tables = varianceComponents['tables'] as UTable[];
  const [theirs, ours] = variance === 'unbiased' ? (['Ustat', 'exact'] as const) : (['MLE', 'biased'] as const);
  const { BCK, BDG } = peer.varDecomp!;
  const components = (row: object): Named => {
    const { [of]: C, R, [`${of}R`]: RC } = row as Named;
    return { C: C!, R: R!, RC: RC! };
  };
  expect(tables.map((table) => table.components[ours])).toAgree(BCK[theirs].comp.map(components));
  expect(tables.map((table) => table.components.coefficients)).toAgree(BCK[theirs].coeff.map(components));
  for (const [name, [first, second]] of Object.entries(MOMENTS[of])) {
    const moments = tables.map((table) => table.moments[ours][name]);
    expect(moments).toAgree(BDG[theirs].comp.map((row) => row[first]));
    expect(moments).toAgree(BDG[theirs].comp.map((row) => row[second]));
    expect(tables.map((table) => table.moments.coefficients[name])).toAgree(
      BDG[theirs].coeff.map((row) => row[first]! + row[second]!),
    );
  }
}

/** The same by iMRMC's own construction: the decisions of one class against a constant, all of it held, M1 ... M8 too. */
export function expectAreaAgainstConstant(key: 'tpf' | 'fpf', variance: Kind): void {
  const rows = readDataset('vandyke').map((row) => {
    const positive = row['truth'] === '1';
    const rating = positive === (key === 'tpf') ? Number(Number(row['rating']) > 2.5) : 0.5;
    return { reader: row['reader']!, treatment: row['treatment']!, case: row['case']!, positive, rating };
  });
  const peer = readReference<Record<string, ImrmcResult>>('imrmc_vandyke_binary')[key]!;
  expectImrmc(mrmcData(rows), empiricalAuc, peer, variance);
}
