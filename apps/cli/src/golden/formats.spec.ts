// Van Dyke as each format's own example file says it: one study, one result (MRMCaov 0.3.0, DeLong).
import { expect, test } from '@jest/globals';
import type { MrmcaovByAnalysis, MrmcaovResult } from '../../../../libs/statistics/src/golden/mrmcaov.js';
import {
  goldenTest,
  readReference,
  referenceAvailable,
  referencePath,
} from '../../../../libs/statistics/src/golden/reference.js';
import { analyzeFile } from '../analyze/analyze-file.js';
import { fromMrmcaov, ofAnalysis } from './peers.js';

const AUC = { metric: 'auc', method: 'or' } as const;
const example = (file: string): string => referencePath(`datasets/formats/${file}`);

for (const file of ['RocData.csv', 'RocData.imrmc', 'RocData.lrc', 'Roc.xlsx'])
  goldenTest(file, async () => {
    const peer = readReference<{ empirical_auc: Record<string, MrmcaovByAnalysis> }>('mrmcaov_vandyke');
    expect(ofAnalysis(await analyzeFile(example(file), AUC), 'RRRC')).toAgree(
      fromMrmcaov(peer.empirical_auc['DeLong']!.RRRC as MrmcaovResult),
    );
  });

goldenTest('imrmc_test_input.imrmc is read', async () => {
  const output = await analyzeFile(example('imrmc_test_input.imrmc'), AUC);
  expect(output.differences.every(({ estimate }) => estimate !== null)).toBe(true);
});

(referenceAvailable() ? test : test.skip)('01.irm is refused with what is read', async () => {
  await expect(analyzeFile(example('01.irm'), AUC)).rejects.toThrow(
    /01\.irm: an iRoeMetz \(\.irm\) file holds the parameters of a simulation, not reads; read are long tables/,
  );
});
