// iMRMC's own example data (dfMRMC_example, CC0): 5 readers, 2 modalities, 40 + 40 cases, ratings of many digits.
// iMRMC R 2.1.2, doIMRMC(dfMRMC_example).
import { expect } from '@jest/globals';
import { mrmcData, type MrmcData } from '../../data/index.js';
import { empiricalAuc } from '../../figures/index.js';
import { expectImrmc, type ImrmcResult } from '../imrmc.js';
import { goldenTest, readDataset, readReference } from '../reference.js';

function exampleData(): MrmcData {
  const rows = readDataset('imrmc_dfMRMC_example');
  const truth = new Map(rows.filter((row) => row['readerID'] === 'truth').map((row) => [row['caseID']!, row['score']]));
  return mrmcData(
    rows
      .filter((row) => row['readerID'] !== 'truth')
      .map((row) => ({
        reader: row['readerID']!,
        treatment: row['modalityID']!,
        case: row['caseID']!,
        positive: truth.get(row['caseID']!) === '1',
        rating: Number(row['score']),
      })),
  );
}

for (const variance of ['unbiased', 'biased'] as const)
  goldenTest(`iMRMC example, empirical AUC, ${variance}`, () => {
    const peer = readReference<ImrmcResult>('imrmc_example_auc');
    expect(peer.perReader).toHaveLength(15);
    expectImrmc(exampleData(), empiricalAuc, peer, variance);
  });
