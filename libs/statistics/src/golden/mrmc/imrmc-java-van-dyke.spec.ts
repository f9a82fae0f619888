// Van Dyke, iMRMC Java 4.0.3: its CSV output with all tables, compared to all digits printed. Java's covariance rows
// ("product") carry the factor 2 of the variance of a difference in their coefficients.
import { expect } from '@jest/globals';
import { cellOf } from '../../data/index.js';
import { covarianceOf } from '../../covariance/index.js';
import { isEstimated } from '../../data/index.js';
import { empiricalAuc } from '../../figures/index.js';
import { at } from '../../linear-algebra/index.js';
import { analyzeMrmc, convertComponents, type UTable } from '../../mrmc/index.js';
import { readMrmc } from '../mrmc-reference.js';
import { goldenTest, readText } from '../reference.js';

const VARIANCES = { Ustat: 'unbiased', MLE: 'biased' } as const;
const SIZES = { readers: 5, negatives: 69, positives: 45 };

type Line = Record<string, string>;

function table(name: string): Line[] {
  const [header, ...lines] = readText(`results/imrmc_java_vandyke/${name}.csv`).trim().split(/\r?\n/);
  const names = header!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i]!, value])));
}

function tablesOf(line: Line): readonly [UTable] | readonly [UTable, UTable, UTable] {
  const result = analyzeMrmc(readMrmc('vandyke'), { figure: empiricalAuc, method: 'ustat' });
  const [first, second, both] = result.varianceComponents['tables'] as [UTable, UTable, UTable];
  if (line['modalityB'] !== 'NO_MOD') return [first, second, both];
  return [line['modalityA'] === 'm1' ? first : second];
}

function expectLine(ours: Readonly<Record<string, number>>, line: Line, scale = 1): void {
  for (const [name, value] of Object.entries(ours)) expect(value * scale).toPrintAs(line[name]!);
}

for (const [name, kind] of [
  ['statAnalysis', 'Ustat'],
  ['statAnalysisMLE', 'MLE'],
] as const)
  goldenTest(`Van Dyke, Java, ${name}`, () => {
    const result = analyzeMrmc(readMrmc('vandyke'), {
      figure: empiricalAuc,
      method: 'ustat',
      variance: VARIANCES[kind],
    });
    const ours = [...result.treatments, ...result.differences];
    table(name).forEach((line, i) => {
      const one = ours[i]!;
      if (one.status !== 'estimated') throw new Error(one.reason);
      expect(one.estimate).toPrintAs(i < 2 ? line['AUCA']! : line['AUCAminusAUCB']!);
      expect(one.se ** 2).toPrintAs(i < 2 ? line['varAUCA']! : line['varAUCAminusAUCB']!);
      expect(one.df).toPrintAs(line['dfBDG']!);
    });
  });

for (const [file, part] of [
  ['BDGtable', 'moments'],
  ['BCKtable', 'components'],
] as const)
  goldenTest(`Van Dyke, Java, ${file}`, () => {
    for (const line of table(file)) {
      const tables = tablesOf(line);
      const kind = line['UstatOrMLE'] === 'Ustat' ? 'exact' : 'biased';
      const what = (line['compOrCoeff'] ?? line['Moments'])!;
      const one = what.endsWith('_A') ? tables[0] : what.endsWith('_B') ? tables[1] : tables[2];
      if (!one || what === 'total') continue;
      if (what.startsWith('comp')) expectLine(one[part][kind], line);
      else expectLine(one[part].coefficients, line, what === 'coeff_product' ? 2 : 1);
    }
  });

const MODELS = [
  ['DBMtable', 'dbm', { R: 'R', C: 'C', RC: 'RC', TR: 'TR', TC: 'TC', TRC: 'TRC' }],
  ['MStable', 'meanSquares', { R: 'R', C: 'C', RC: 'RC', TR: 'MR', TC: 'MC', TRC: 'MRC' }],
  ['ORtable', 'or', { R: 'R', TR: 'TR', cov1: 'COV1', cov2: 'COV2', cov3: 'COV3', error: 'ERROR' }],
] as const;

for (const [file, model, names] of MODELS)
  goldenTest(`Van Dyke, Java, ${file}`, () => {
    for (const line of table(file).filter((one) => one['Components'] === 'components')) {
      const single = line['modalityB'] === 'NO_MOD';
      const converted = convertComponents(tablesOf(line), SIZES, line['UstatOrMLE'] === 'Ustat' ? 'exact' : 'biased')[
        model
      ];
      for (const [ours, theirs] of Object.entries(names)) {
        if (single && /^T|^cov[13]/.test(ours)) continue; // one treatment has no such component
        expect((converted as Record<string, number>)[ours]).toPrintAs(line[theirs]!);
      }
    }
  });

goldenTest('Van Dyke, Java, readerCovariance', () => {
  const data = readMrmc('vandyke');
  const covariance = covarianceOf(data, empiricalAuc, 'unbiased');
  if (!isEstimated(covariance)) throw new Error(covariance.reason);
  let treatments: [number, number] = [0, 0];
  for (const line of readText('results/imrmc_java_vandyke/readerCovariance.csv').split(/\r?\n/)) {
    const title = /^m(\d) VS m(\d)/.exec(line);
    if (title) treatments = [Number(title[1]) - 1, Number(title[2]) - 1];
    const row = /^r(\d),(.*),$/.exec(line);
    row?.[2]!.split(',').forEach((printed, s) => {
      const [i, j] = [cellOf(data, treatments[0], Number(row[1]) - 1), cellOf(data, treatments[1], s)];
      expect(at(covariance.covariance, i, j)).toPrintAs(printed);
    });
  }
});
