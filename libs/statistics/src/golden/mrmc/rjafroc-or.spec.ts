// RJafroc 2.1.3: St(dataset02 | dataset03, FOM = "Wilcoxon", method = "OR", jackknife), all three analyses, and variance
// components. dataset02 is Van Dyke, dataset03 Franken. RJafroc puts max(cov2 - cov3, 0) into VarTR (and through it into
// VarR); MRMCaov, the Iowa program and we report the estimates of analysis of variance, from which its own follow.
import { expect } from '@jest/globals';
import { empiricalAuc } from '../../figures/index.js';
import { analyzeMrmc, type MrmcResult } from '../../mrmc/index.js';
import { readMrmc } from '../mrmc-reference.js';
import { goldenTest, readReference } from '../reference.js';
import { column, inferenceOf, intervalOf, type RjafrocAnalysis, type Rows } from '../rjafroc.js';

type OrPeer = Record<'RRRC' | 'FRRC' | 'RRFC', RjafrocAnalysis> & { ANOVA: Record<string, Rows> };
type Peer = Record<string, Record<string, { OR_jackknife: OrPeer }>>;

const DATASETS = [
  ['dataset02', 'rjafroc_dataset02_van-dyke_roc'],
  ['dataset03', 'rjafroc_dataset03_franken_roc'],
] as const;

const analysed = (file: string): MrmcResult =>
  analyzeMrmc(readMrmc(file), { figure: empiricalAuc, covariance: 'jackknife' });

for (const [name, file] of DATASETS) {
  for (const analysis of ['RRRC', 'FRRC', 'RRFC'] as const)
    goldenTest(`${name}, OR, jackknife, ${analysis}`, () => {
      const peer = readReference<Peer>('rjafroc_roc_or_dbm')[name]![analysis]!.OR_jackknife[analysis];
      const result = analysed(file);
      const normal = analysis === 'FRRC';
      const of = <T extends { analysis: string }>(list: readonly T[]): T[] =>
        list.filter((one) => one.analysis === analysis);
      expect(of(result.differences)).toAgree(peer.ciDiffTrt.map((row) => inferenceOf(row, normal)));
      expect(of(result.means)).toAgree(peer.ciAvgRdrEachTrt.map((row) => intervalOf(row, normal)));
      const [treatment, error] = peer.FTests;
      const statistic = treatment!['FStat'] ?? treatment!['F'] ?? treatment!['Chisq'];
      expect(of(result.tests)).toAgree([
        { statistic, df1: treatment!['DF'], df2: normal ? null : error!['DF'], p: treatment!['p'] },
      ]);
      if (peer.ciDiffTrtEachRdr)
        expect(result.readerDifferences).toAgree(peer.ciDiffTrtEachRdr.map((row) => inferenceOf(row, true)));
    });

  goldenTest(`${name}, OR variance components and mean squares`, () => {
    const { TRanova, VarCom } = readReference<Peer>('rjafroc_roc_or_dbm')[name]!['RRRC']!.OR_jackknife.ANOVA;
    const ours = analysed(file).varianceComponents as Record<string, number>;
    const peer = column(VarCom!, 'Estimates');
    expect(ours).toAgree({ error: peer['Var'], cov1: peer['Cov1'], cov2: peer['Cov2'], cov3: peer['Cov3'] });
    const removed = Math.min(ours['cov2']! - ours['cov3']!, 0);
    expect(ours['treatmentReader']! - removed).toAgree(peer['VarTR']);
    expect(ours['reader']! + removed / 2).toAgree(peer['VarR']);
    const ms = column(TRanova!, 'MS');
    expect(ours['meanSquares']).toAgree({ treatment: ms['T'], reader: ms['R'], treatmentReader: ms['TR'] });
  });
}
