import type { MrmcOutput } from '@lectern/contracts';
import type { MrmcaovResult } from '../../../../libs/statistics/src/golden/mrmcaov.js';

type Row = Readonly<Record<string, number>>;

/** What MRMCaov says of one analysis, in the shape of `lectern analyze --json`. */
export function fromMrmcaov(peer: MrmcaovResult): object {
  const interval = (row: Row): object => ({
    estimate: row['Estimate'],
    se: row['StdErr'],
    df: row['df'] ?? null,
    ci: [row['CI.Lower'], row['CI.Upper']],
  });
  const component = (name: RegExp): number | undefined => peer.vcov_comps?.find(({ row }) => name.test(row))?.Estimate;
  return {
    differences: peer.test_diffs.map((row) => ({
      ...interval(row),
      statistic: row['t'] ?? row['z'],
      p: row['p-value'],
    })),
    ...(peer.test_means && { treatments: peer.test_means.map(interval) }),
    varianceComponents: Object.fromEntries(
      Object.entries({
        reader: component(/^reader$/),
        treatmentReader: component(/:reader$/),
        error: component(/^Error$/),
        cov1: component(/^Cov1$/),
        cov2: component(/^Cov2$/),
        cov3: component(/^Cov3$/),
      }).filter(([, value]) => value !== undefined),
    ),
  };
}

/** The part of a result that one analysis (RRRC, FRRC, RRFC) speaks of; treatments are RRRC's. */
export function ofAnalysis(output: MrmcOutput, analysis: 'RRRC' | 'FRRC' | 'RRFC'): MrmcOutput {
  return { ...output, differences: output.differences.filter((one) => one.analysis === analysis) };
}
