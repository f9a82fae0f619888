// RJafroc 2.1.3: St(dataset, FOM, method = "OR", analysisOption = RRRC | FRRC | RRFC), jackknife, for datasets 01 and 04.
import { expect } from '@jest/globals';
import { analyzeMrmc, type Analysis, type MrmcResult } from '../../mrmc/index.js';
import { afroc, inferredAuc, wafroc, wafroc1 } from '../../localisation/index.js';
import { goldenTest } from '../reference.js';
import { DATASETS, frocDataset, needs, peer, type DatasetName } from './rjafroc-froc.js';

const FIGURES = { wAFROC: wafroc, AFROC: afroc, wAFROC1: wafroc1, HrAuc: inferredAuc };
const ANALYSES: readonly Analysis[] = ['RRRC', 'FRRC', 'RRFC'];

for (const name of Object.keys(DATASETS) as DatasetName[])
  for (const [peerName, figure] of Object.entries(FIGURES)) {
    const analyse = (): MrmcResult => analyzeMrmc(frocDataset(name), { figure, method: 'or', covariance: 'jackknife' });

    goldenTest(
      `${name}: ${peerName}, variance components`,
      () => {
        const { VarCom, TRanova } = peer(name, peerName).OR.RRRC.ANOVA;
        const of = (row: string) => VarCom.find((component) => component.row === row)?.Estimates;
        expect(analyse().varianceComponents).toAgree({
          reader: of('VarR'),
          treatmentReader: of('VarTR'),
          error: of('Var'),
          cov1: of('Cov1'),
          cov2: of('Cov2'),
          cov3: of('Cov3'),
        });
        const ms = (row: string) => TRanova.find((one) => one.row === row)?.MS;
        expect(analyse().varianceComponents['meanSquares']).toAgree({ treatment: ms('T'), reader: ms('R'), treatmentReader: ms('TR') }); // prettier-ignore
      },
      ...needs(name),
    );

    for (const analysis of ANALYSES)
      goldenTest(
        `${name}: ${peerName}, ${analysis}`,
        () => {
          const result = analyse();
          const tables = peer(name, peerName).OR[analysis][analysis]!;
          const test = tables.FTests[0]!;
          expect(result.tests.filter((one) => one.analysis === analysis)).toAgree([
            { statistic: test['FStat'] ?? test['F'] ?? test['Chisq'], df1: test['DF'], p: test['p'] },
          ]);
          expect(result.differences.filter((one) => one.analysis === analysis)).toAgree(
            tables.ciDiffTrt.map((row) => ({
              estimate: row['Estimate'],
              se: row['StdErr'],
              df: row['DF'] ?? null,
              statistic: row['t'] ?? row['z'],
              p: row['PrGTt'] ?? row['PrGTz'],
              ci: [row['CILower'], row['CIUpper']],
            })),
          );
          // Fixed readers: the peer's table says K - 1 degrees of freedom, but its interval is normal, as is ours.
          expect(result.means.filter((one) => one.analysis === analysis)).toAgree(
            tables.ciAvgRdrEachTrt.map((row) => ({
              estimate: row['Estimate'],
              se: row['StdErr'],
              df: analysis === 'FRRC' ? null : row['DF'],
              ci: [row['CILower'], row['CIUpper']],
            })),
          );
        },
        ...needs(name),
      );
  }
