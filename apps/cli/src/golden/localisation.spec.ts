// `lectern analyze` of marks, RJafroc 2.1.3: St(dataset, FOM, method = "OR", jackknife). Datasets 01 and 04 as long tables of
// marks and lesions; RJafroc's workbook Froc.xlsx holds treatments 4 and 5 of dataset 04.
import { expect } from '@jest/globals';
import {
  peer,
  DATASETS,
  needs,
  type DatasetName,
} from '../../../../libs/statistics/src/golden/localisation/rjafroc-froc.js';
import { goldenTest, referencePath } from '../../../../libs/statistics/src/golden/reference.js';
import { analyzeFile } from '../analyze/analyze-file.js';

const METRICS = { wAFROC: 'wafroc', AFROC: 'afroc', wAFROC1: 'wafroc1', HrAuc: 'auc' } as const;

for (const name of Object.keys(DATASETS) as DatasetName[])
  for (const [figure, metric] of Object.entries(METRICS))
    goldenTest(
      `${name}, ${figure}`,
      async () => {
        const table = (of: string): string => referencePath(`datasets/${DATASETS[name]}_${of}.csv`);
        const request = { metric, method: 'or', covariance: 'jackknife', truth: table('truth') } as const;
        const output = await analyzeFile(table('marks'), request);
        for (const analysis of ['RRRC', 'FRRC', 'RRFC'] as const)
          expect(output.differences.filter((one) => one.analysis === analysis)).toAgree(
            peer(name, figure).OR[analysis][analysis]!.ciDiffTrt.map((row) => ({
              estimate: row['Estimate'],
              se: row['StdErr'],
              df: row['DF'] ?? null,
              p: row['PrGTt'] ?? row['PrGTz'],
              ci: [row['CILower'], row['CIUpper']],
            })),
          );
      },
      ...needs(name),
    );

goldenTest(
  'Froc.xlsx: figures of treatments 4 and 5 of dataset 04',
  async () => {
    for (const [figure, metric] of Object.entries(METRICS)) {
      const output = await analyzeFile(referencePath('datasets/formats/Froc.xlsx'), { metric, method: 'or' });
      const values = peer('dataset04', figure).FOM.values.slice(3).flat();
      expect(output.readers).toAgree(values.map((estimate) => ({ estimate })));
    }
  },
  'datasets/formats/Froc.xlsx',
  'results/rjafroc_froc.json',
);
