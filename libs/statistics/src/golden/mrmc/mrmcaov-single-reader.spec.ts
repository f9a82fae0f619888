// Van Dyke, each reader alone: MRMCaov 0.3.0 srmc(); each reader under one treatment: stmc(), of which cov = unbiased
// fails there.
import { expect } from '@jest/globals';
import type { CovarianceMethod } from '../../covariance/index.js';
import { empiricalAuc } from '../../figures/index.js';
import { analyzeMrmc } from '../../mrmc/index.js';
import { readMrmc, subset } from '../mrmc-reference.js';
import { expectAgreement, type MrmcaovResult } from '../mrmcaov.js';
import { goldenTest, readReference } from '../reference.js';

type Single = Record<string, { est: number; se: number; summary: Record<string, number> }>;
type Peer = Record<string, Record<string, unknown>>;

/** srmc() calls its only reader 1. */
function named(peer: MrmcaovResult, reader: string): MrmcaovResult {
  const order = peer.cov_matrix.order.map((cell) => cell.replace(/\.1$/, `.${reader}`));
  return {
    ...peer,
    cov_matrix: { ...peer.cov_matrix, order },
    reader_metrics: peer.reader_metrics.map((row) => ({ ...row, reader })),
  };
}

for (const reader of ['1', '2', '3', '4', '5']) {
  const peer = (): Record<string, unknown> => readReference<Peer>('mrmcaov_vandyke_single_reader')[`reader${reader}`]!;
  for (const method of ['jackknife', 'DeLong', 'unbiased'] as const)
    goldenTest(`Van Dyke, reader ${reader}, ${method}`, () => {
      const data = subset(readMrmc('vandyke'), (one) => one === reader);
      const covariance = method.toLowerCase() as CovarianceMethod;
      expectAgreement(
        { data, figure: empiricalAuc, covariance },
        'FRRC',
        named(peer()[method] as MrmcaovResult, reader),
      );
    });

  for (const treatment of ['1', '2'])
    for (const method of ['jackknife', 'DeLong'] as const)
      goldenTest(`Van Dyke, reader ${reader}, treatment ${treatment}, ${method}`, () => {
        const data = subset(readMrmc('vandyke'), (r, t) => r === reader && t === treatment);
        const { est, se, summary } = (peer()[`test${treatment}`] as Single)[method]!;
        const result = analyzeMrmc(data, {
          figure: empiricalAuc,
          covariance: method.toLowerCase() as CovarianceMethod,
        });
        expect(result.readers).toAgree([{ estimate: est, se }]);
        expect(result.treatments).toAgree([
          { estimate: est, se, df: null, ci: [summary['CI.Lower'], summary['CI.Upper']] },
        ]);
        expect(result.differences).toEqual([]);
      });
}
