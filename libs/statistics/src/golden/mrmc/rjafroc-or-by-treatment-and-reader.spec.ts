// RJafroc 2.1.3: mean squares and error covariances of each treatment and of each reader by itself (UtilORVarComp), jackknife:
// dataset02 (Van Dyke) and dataset03 (Franken) of St(..., method = "OR"), and rjafroc_varcomp.json.
import { expect } from '@jest/globals';
import { covarianceOf } from '../../covariance/index.js';
import { isEstimated } from '../../data/index.js';
import { empiricalAuc } from '../../figures/index.js';
import { errorCovariances, meanSquares, type ReaderTable } from '../../mrmc/index.js';
import { readMrmc } from '../mrmc-reference.js';
import { goldenTest, readReference } from '../reference.js';
import { column, type Rows } from '../rjafroc.js';

type Anova = Record<'TRanova' | 'VarCom' | 'IndividualTrt' | 'IndividualRdr', Rows>;
type Peer = Record<string, { RRRC: { OR_jackknife: { ANOVA: Anova } } }>;

const SCENARIOS: readonly [name: string, file: string, read: () => Anova][] = [
  ['dataset02', 'rjafroc_dataset02_van-dyke_roc', () => readReference<Peer>('rjafroc_roc_or_dbm')['dataset02']!.RRRC.OR_jackknife.ANOVA], // prettier-ignore
  ['dataset03', 'rjafroc_dataset03_franken_roc', () => readReference<Peer>('rjafroc_roc_or_dbm')['dataset03']!.RRRC.OR_jackknife.ANOVA], // prettier-ignore
  ['UtilORVarComp, Van Dyke', 'rjafroc_dataset02_van-dyke_roc', () => readReference<{ vanOR: Anova }>('rjafroc_varcomp').vanOR], // prettier-ignore
];

function tableOf(file: string): ReaderTable {
  const { treatments, readers, ...study } = readMrmc(file);
  const covariance = covarianceOf({ treatments, readers, ...study }, empiricalAuc, 'jackknife');
  if (!isEstimated(covariance)) throw new Error(covariance.reason);
  return { treatments, readers, estimates: covariance.estimates, covariance: covariance.covariance, design: 'crossed' };
}

for (const [name, file, read] of SCENARIOS)
  goldenTest(`${name}: each treatment and each reader by itself`, () => {
    const peer = read();
    const table = tableOf(file);
    const ms = meanSquares(table);
    expect(ms.readerByTreatment).toAgree(peer.IndividualTrt.map((row) => row['msREachTrt']));
    expect(table.treatments.map((_, t) => errorCovariances(table, [t]))).toAgree(
      peer.IndividualTrt.map((row) => ({ error: row['varEachTrt'], cov2: row['cov2EachTrt'] })),
    );
    expect(table.readers.map((_, r) => errorCovariances(table, undefined, [r]))).toAgree(
      peer.IndividualRdr.map((row) => ({ error: row['varEachRdr'], cov1: row['cov1EachRdr'] })),
    );
    const J = table.readers.length;
    const halfSquare = (r: number): number => (table.estimates[r]! - table.estimates[J + r]!) ** 2 / 2;
    expect(table.readers.map((_, r) => halfSquare(r))).toAgree(peer.IndividualRdr.map((row) => row['msTEachRdr']));
    const [mean, squares, df] = (['MS', 'SS', 'DF'] as const).map((key) => column(peer.TRanova, key)) as [Record<string, number>, Record<string, number>, Record<string, number>]; // prettier-ignore
    for (const [ours, row] of [
      [ms.treatment, 'T'],
      [ms.reader, 'R'],
      [ms.treatmentReader, 'TR'],
    ] as const)
      // prettier-ignore
      expect([ours, ours * df[row]!]).toAgree([mean[row], squares[row]]);
    const { error, ...shared } = errorCovariances(table);
    const rho = column(peer.VarCom, 'Rhos');
    expect(Object.values(shared).map((value) => value / error)).toAgree([rho['Cov1'], rho['Cov2'], rho['Cov3']]);
  });
