// Van Dyke as a split-plot study and with 5% of reads missing. MRMCaov 0.3.0, unbiased and jackknife (DeLong refuses).
// Reader figures are averaged equally, where iMRMC pools pairs (imrmc-split-plot.spec.ts).
import { expect } from '@jest/globals';
import { empiricalAuc } from '../../figures/index.js';
import { analyzeMrmc, designOf } from '../../mrmc/index.js';
import { readMrmc } from '../mrmc-reference.js';
import { expectAgreement, type MrmcaovResult } from '../mrmcaov.js';
import { goldenTest, readReference } from '../reference.js';

const SCENARIOS = [
  ['splitplot_unbiased', 'vandyke_splitplot', 'unbiased', 'split-plot'],
  ['missing_unbiased', 'vandyke_missing5pct', 'unbiased', 'incomplete'],
  ['missing_jackknife', 'vandyke_missing5pct', 'jackknife', 'incomplete'],
] as const;

for (const [key, dataset, covariance, design] of SCENARIOS)
  goldenTest(`${dataset}, ${covariance}`, () => {
    const data = readMrmc(dataset);
    const peer = readReference<Record<string, MrmcaovResult>>('mrmcaov_vandyke_unbalanced')[key]!;
    expect(designOf(data)).toBe(design);
    expectAgreement({ data, figure: empiricalAuc, covariance }, 'RRRC', peer);
  });

for (const [key, dataset] of SCENARIOS)
  goldenTest(`${dataset}: U-statistics with readers equal have MRMCaov's estimates (${key})`, () => {
    const peer = readReference<Record<string, MrmcaovResult>>('mrmcaov_vandyke_unbalanced')[key]!;
    const result = analyzeMrmc(readMrmc(dataset), { figure: empiricalAuc, method: 'ustat', weighting: 'readers' });
    expect(result.differences[0]).toAgree({ estimate: peer.test_diffs[0]!['Estimate'] });
    expect(result.treatments).toAgree(peer.test_means!.map((row) => ({ estimate: row['Estimate'] })));
  });
