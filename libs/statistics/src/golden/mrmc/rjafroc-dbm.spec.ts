// RJafroc 2.1.3: St(dataset02 | dataset03, FOM = "Wilcoxon", method = "DBM"), all three analyses, the three-way analysis
// of variance of pseudovalues and its components (UtilDBMVarComp); and rjafroc_varcomp.json, the same for Van Dyke.
import { expect } from '@jest/globals';
import { isEstimated } from '../../data/index.js';
import { empiricalAuc } from '../../figures/index.js';
import { dorfmanBerbaumMetz, type DbmResult } from '../../mrmc/index.js';
import { readMrmc } from '../mrmc-reference.js';
import { goldenTest, readReference } from '../reference.js';
import { column, inferenceOf, intervalOf, type RjafrocAnalysis, type Rows } from '../rjafroc.js';

type DbmPeer = Record<'RRRC' | 'FRRC' | 'RRFC', RjafrocAnalysis> & { ANOVA: Record<string, Rows> };
type Peer = Record<string, Record<string, { DBM: DbmPeer }>>;

const DATASETS = [
  ['dataset02', 'rjafroc_dataset02_van-dyke_roc'],
  ['dataset03', 'rjafroc_dataset03_franken_roc'],
] as const;

function analysed(file: string): DbmResult {
  const result = dorfmanBerbaumMetz(readMrmc(file), { figure: empiricalAuc });
  if (!isEstimated(result)) throw new Error(result.reason);
  return result;
}

function expectAnova({ anova, components }: DbmResult, peer: Record<string, Rows>): void {
  const byName = Object.fromEntries(peer['TRCanova']!.map((row) => [String(row.row), row]));
  const rowOf = (name: string): object => ({
    ss: byName[name]!['SS'],
    df: byName[name]!['DF'],
    ms: byName[name]!['MS'],
  });
  expect(anova).toAgree({
    treatment: rowOf('T'),
    reader: rowOf('R'),
    case: rowOf('C'),
    treatmentReader: rowOf('TR'),
    treatmentCase: rowOf('TC'),
    readerCase: rowOf('RC'),
    residual: rowOf('TRC'),
  });
  const { VarR, VarC, VarTR, VarTC, VarRC, VarErr } = column(peer['VarCom']!, 'Estimates');
  expect(components).toAgree({
    reader: VarR,
    case: VarC,
    treatmentReader: VarTR,
    treatmentCase: VarTC,
    readerCase: VarRC,
    error: VarErr,
  });
  const values = (rows: Rows, name: string): unknown[] =>
    Object.entries(rows.find((row) => row.row === name)!)
      .filter(([key]) => key !== 'row' && key !== 'DF')
      .map(([, value]) => value);
  const [treatments, readers] = [peer['IndividualTrt']!, peer['IndividualRdr']!];
  expect(anova.byTreatment.map((one) => one.reader)).toAgree(values(treatments, 'msR'));
  expect(anova.byTreatment.map((one) => one.case)).toAgree(values(treatments, 'msC'));
  expect(anova.byTreatment.map((one) => one.readerCase)).toAgree(values(treatments, 'msRC'));
  expect(anova.byReader.map((one) => one.treatment)).toAgree(values(readers, 'msT'));
  expect(anova.byReader.map((one) => one.case)).toAgree(values(readers, 'msC'));
  expect(anova.byReader.map((one) => one.treatmentCase)).toAgree(values(readers, 'msTC'));
}

for (const [name, file] of DATASETS) {
  goldenTest(`${name}, DBM analysis of variance`, () =>
    expectAnova(analysed(file), readReference<Peer>('rjafroc_roc_or_dbm')[name]!['RRRC']!.DBM.ANOVA),
  );
  for (const analysis of ['RRRC', 'FRRC', 'RRFC'] as const)
    goldenTest(`${name}, DBM, ${analysis}`, () => {
      const peer = readReference<Peer>('rjafroc_roc_or_dbm')[name]![analysis]!.DBM[analysis];
      const result = analysed(file);
      const of = <T extends { analysis: string }>(list: readonly T[]): T[] =>
        list.filter((one) => one.analysis === analysis);
      expect(of(result.differences)).toAgree(peer.ciDiffTrt.map((row) => inferenceOf(row, false)));
      expect(of(result.means)).toAgree(peer.ciAvgRdrEachTrt.map((row) => intervalOf(row, false)));
      const [treatment, error] = peer.FTests;
      expect(of(result.tests)).toAgree([
        { statistic: treatment!['FStat'], df1: treatment!['DF'], df2: error!['DF'], p: treatment!['p'] },
      ]);
      if (peer.ciDiffTrtEachRdr)
        expect(result.readerDifferences).toAgree(peer.ciDiffTrtEachRdr.map((row) => inferenceOf(row, false)));
    });
}

goldenTest('Van Dyke, UtilDBMVarComp', () =>
  expectAnova(analysed(DATASETS[0][1]), readReference<Record<string, Record<string, Rows>>>('rjafroc_varcomp')['van']!),
);
