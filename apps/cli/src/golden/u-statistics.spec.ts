// `lectern analyze --method ustat`, iMRMC R 2.1.2: doIMRMC, U-statistic variance; crossed, split-plot, 5% of reads missing;
// from iMRMC's own file and from the long table. iMRMC cuts degrees of freedom for p and interval, so those are our own t's.
// The average of incomplete data weighs pairs of cases alike, where MRMCaov weighs readers alike.
import { expect } from '@jest/globals';
import { tTwoSidedP } from '@lectern/statistics';
import type { ImrmcResult } from '../../../../libs/statistics/src/golden/imrmc.js';
import { goldenTest, readReference, referencePath } from '../../../../libs/statistics/src/golden/reference.js';
import { analyzeFile } from '../analyze/analyze-file.js';

const SCENARIOS = [
  ['vandyke.imrmc', 'imrmc_vandyke_auc', 'auc', undefined],
  ['vandyke_splitplot.imrmc', 'imrmc_vandyke_splitplot', 'auc', undefined],
  ['vandyke_missing5pct.csv', 'imrmc_vandyke_missing', 'auc', undefined],
  ['imrmc_dfMRMC_example.csv', 'imrmc_example_auc', 'auc', undefined],
  ['vandyke.csv', 'imrmc_vandyke_binary', 'sensitivity', 3],
] as const;

for (const [dataset, result, metric, threshold] of SCENARIOS)
  goldenTest(`${dataset}, ${metric}`, async () => {
    const reference = readReference<ImrmcResult & { tpf: ImrmcResult }>(result);
    const [first, second, difference] = (threshold === undefined ? reference : reference.tpf).Ustat;
    const output = await analyzeFile(referencePath(`datasets/${dataset}`), {
      metric,
      method: 'ustat',
      ...(threshold !== undefined && { threshold }),
    });
    const of = (row: Readonly<Record<string, number | null>>) => ({
      estimate: row['AUCA'],
      se: Math.sqrt(row['varAUCA']!),
      df: row['dfBDG'],
    });
    expect(output).toMatchObject({ method: 'ustat', covariance: 'unbiased' });
    expect(output.treatments).toAgree([of(first!), of(second!)]);
    const [ours, ...others] = output.differences;
    expect(others).toEqual([]);
    expect(ours).toAgree({
      analysis: 'RRRC',
      estimate: difference!['AUCAminusAUCB'],
      se: Math.sqrt(difference!['varAUCAminusAUCB']!),
      df: difference!['dfBDG'],
      p: tTwoSidedP(ours!.statistic!, ours!.df!),
    });
  });

goldenTest('Franken: the unbiased variance is negative, so the biased one is used and said to be', async () => {
  const { Ustat, MLEstat } = readReference<ImrmcResult>('imrmc_franken_auc');
  const output = await analyzeFile(referencePath('datasets/franken.imrmc'), { metric: 'auc', method: 'ustat' });
  expect(Ustat[2]!['varAUCAminusAUCB']).toBeLessThan(0);
  expect(output.differences[0]).toAgree({ se: Math.sqrt(MLEstat[2]!['varAUCAminusAUCB']!) });
  expect(output.warnings.join()).toContain('negative; the biased one is used');
});
