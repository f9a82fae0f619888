// OR-DBM MRMC 2.51 (University of Iowa), trapezoidal area, jackknife: text outputs for Van Dyke, its first reader and its
// first treatment, compared to all digits printed.
import { expect } from '@jest/globals';
import type { MrmcData } from '../../data/index.js';
import { isEstimated } from '../../data/index.js';
import { empiricalAuc } from '../../figures/index.js';
import { analyzeMrmc, dorfmanBerbaumMetz, type Analysis } from '../../mrmc/index.js';
import { readMrmc, subset } from '../mrmc-reference.js';
import { goldenTest, readText } from '../reference.js';

/** Numbers on the first line that matches, after what matches, in the section that starts with this text. */
function printed(text: string, section: string, line: RegExp): string[] {
  const rest = text.slice(text.indexOf(section));
  const found = rest.split(/\r?\n/).find((one) => line.test(one));
  return found?.replace(line, '').match(/-?\d+\.?\d*/g) ?? [];
}

const SECTIONS = { RRRC: 'Analysis 1 (OR', FRRC: 'Analysis 2 (OR', RRFC: 'Analysis 3 (OR' } as const;

function expectAnalysis(data: MrmcData, text: string, analysis: Analysis): void {
  const result = analyzeMrmc(data, { figure: empiricalAuc, covariance: 'jackknife' });
  const difference = result.differences.find((one) => one.analysis === analysis);
  if (difference?.status !== 'estimated') throw new Error('no difference');
  const { estimate, se, df, statistic, p, ci } = difference;
  const ours = [estimate, se, ...(df === null ? [] : [df]), statistic, p, ...ci];
  printed(text, SECTIONS[analysis], /^\s+1 - 2/).forEach((value, i) => expect(ours[i]).toPrintAs(value));
  for (const [t, mean] of result.means.filter((one) => one.analysis === analysis).entries()) {
    if (mean.status !== 'estimated') throw new Error(mean.reason);
    const single =
      text.indexOf('Single', text.indexOf(SECTIONS[analysis])) > 0 ? /ingle.treatment|Single treatment/ : /./;
    const section = text.slice(text.indexOf(SECTIONS[analysis])).search(single);
    const values = printed(
      text.slice(text.indexOf(SECTIONS[analysis]) + section),
      '',
      new RegExp(`^\\s+${t + 1}  (?=0\\.)`),
    );
    expect(values.length).toBeGreaterThan(2);
    const order = analysis === 'RRFC' ? [mean.estimate, undefined, mean.se] : [mean.estimate, mean.se];
    order.forEach((value, i) => value !== undefined && expect(value).toPrintAs(values[i]!));
  }
}

for (const file of ['VanDyke', 'VanDyke-traparea-jackknife-obuch-anova'])
  for (const analysis of ['RRRC', 'FRRC', 'RRFC'] as const)
    goldenTest(`${file}, ${analysis}`, () =>
      expectAnalysis(readMrmc('vandyke'), readText(`results/iowa/${file}.txt`), analysis),
    );

goldenTest('Van Dyke, first reader alone', () =>
  expectAnalysis(
    subset(readMrmc('vandyke'), (reader) => reader === '1'),
    readText('results/iowa/VanDyke1R.txt'),
    'FRRC',
  ),
);

goldenTest('Van Dyke, variance components of both models', () => {
  const text = readText('results/iowa/VanDyke.txt');
  const data = readMrmc('vandyke');
  const or = analyzeMrmc(data, { figure: empiricalAuc, covariance: 'jackknife' }).varianceComponents as Record<
    string,
    number
  >;
  const dbm = dorfmanBerbaumMetz(data, { figure: empiricalAuc });
  if (!isEstimated(dbm)) throw new Error(dbm.reason);
  const value = (section: string, line: RegExp): string => printed(text, section, line)[0]!;
  expect(or['reader']).toPrintAs(value('OR Component', /^ Var\(R\)/));
  expect(or['treatmentReader']).toPrintAs(value('OR Component', /^ Var\(T\*R\)/));
  for (const name of ['cov1', 'cov2', 'cov3'])
    expect(or[name]).toPrintAs(value('OR Component', new RegExp(`^ ${name.toUpperCase()}`)));
  expect(or['error']).toPrintAs(value('OR Component', /^ Var\(Error\)/));
  expect(dbm.components.case).toPrintAs(value('DBM Component', /^ Var\(C\)/));
  expect(dbm.components.treatmentCase).toPrintAs(value('DBM Component', /^ Var\(T\*C\)/));
  expect(dbm.components.readerCase).toPrintAs(value('DBM Component', /^ Var\(R\*C\)/));
  expect(dbm.components.error).toPrintAs(value('DBM Component', /^ Var\(T\*R\*C\) \+ Var\(Error\)/));
});

goldenTest('Van Dyke, first treatment alone', () => {
  const text = readText('results/iowa/VanDyke1T.txt');
  const data = subset(readMrmc('vandyke'), (_, treatment) => treatment === '1');
  const result = analyzeMrmc(data, { figure: empiricalAuc, covariance: 'jackknife' });
  for (const [analysis, columns] of [
    ['RRRC', 3],
    ['FRRC', 2],
  ] as const) {
    const mean = result.means.find((one) => one.analysis === analysis)!;
    if (mean.status !== 'estimated') throw new Error(mean.reason);
    const start = text.slice(text.indexOf(SECTIONS[analysis]));
    const values = printed(start.slice(start.search(/c\) Single/)), '', /^\s+1  (?=0\.)/);
    [mean.estimate, mean.se, mean.df].slice(0, columns).forEach((value, i) => expect(value).toPrintAs(values[i]!));
  }
  expect(result.differences).toEqual([]);
});
