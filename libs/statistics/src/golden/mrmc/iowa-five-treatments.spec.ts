// OR-DBM MRMC 2.51 (University of Iowa), trapezoidal area of RJafroc's dataset04 read as ROC (each case's highest mark):
// 4 readers, 5 treatments, 200 cases, so ten differences; all digits printed, each analysis.
import { expect } from '@jest/globals';
import { inferredAuc } from '../../localisation/index.js';
import { analyzeMrmc } from '../../mrmc/index.js';
import { frocDataset, needs } from '../localisation/rjafroc-froc.js';
import { goldenTest, readText } from '../reference.js';

const SECTIONS = [
  ['RRRC', 'Analysis 1 (OR', 'Analysis 2 (OR'],
  ['FRRC', 'Analysis 2 (OR', 'd) Single-reader'],
  ['RRFC', 'Analysis 3 (OR', 'REFERENCES'],
] as const;

const numbers = (line: string): string[] => line.match(/-?\d+\.?\d*/g) ?? [];

for (const [analysis, from, to] of SECTIONS)
  goldenTest(
    `dataset04 as ROC, five treatments, ${analysis}`,
    () => {
      const text = readText('results/iowa/FedRoc.txt');
      const section = text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from))).split(/\r?\n/);
      const result = analyzeMrmc(frocDataset('dataset04'), { figure: inferredAuc, covariance: 'jackknife' });
      const differences = section.filter((line) => /^ +\d - \d +-?0\./.test(line));
      expect(differences).toHaveLength(10);
      differences.forEach((line, i) => {
        const ours = result.differences.filter((one) => one.analysis === analysis)[i]!;
        if (ours.status !== 'estimated') throw new Error(ours.reason);
        const values = [
          ours.estimate,
          ours.se,
          ...(ours.df === null ? [] : [ours.df]),
          ours.statistic,
          ours.p,
          ...ours.ci,
        ];
        const printed = numbers(line.replace(/^ +\d - \d/, ''));
        values.forEach((value, k) => expect(value).toPrintAs(printed[k]!));
      });
      const means = section.filter((line) => /^ +\d +0\.\d{8} +0\.\d{8} .*\(/.test(line));
      expect(means).toHaveLength(5);
      means.forEach((line, t) => {
        const ours = result.means.filter((one) => one.analysis === analysis)[t]!;
        if (ours.status !== 'estimated') throw new Error(ours.reason);
        const printed = numbers(line).slice(1);
        expect(ours.estimate).toPrintAs(printed[0]!);
        expect(ours.se).toPrintAs(printed[analysis === 'RRFC' ? 2 : 1]!);
        const [low, high] = numbers(line.slice(line.indexOf('('))) as [string, string];
        expect(ours.ci).toAgree([Number(low), Number(high)], 2e-8); // one is rounded the wrong way there
      });
    },
    'results/iowa/FedRoc.txt',
    ...needs('dataset04'),
  );
