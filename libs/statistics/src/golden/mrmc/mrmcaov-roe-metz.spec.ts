// Our own Roe-Metz simulation: 20 readers, 2 treatments, 1,000 cases (400 positive), hardly a tie. MRMCaov 0.3.0.
import { empiricalAuc } from '../../figures/index.js';
import { readMrmc } from '../mrmc-reference.js';
import { expectAgreement, type MrmcaovResult } from '../mrmcaov.js';
import { goldenTest, readReference } from '../reference.js';

for (const covariance of ['delong', 'unbiased'] as const) {
  const name = `mrmcaov_roemetz_20x2x1000_mrmcaov_${covariance}`;
  goldenTest(
    `Roe-Metz 20 x 2 x 1,000, ${covariance}`,
    () =>
      expectAgreement(
        { data: readMrmc('roemetz_20x2x1000'), figure: empiricalAuc, covariance },
        'RRRC',
        readReference<MrmcaovResult>(name),
      ),
    `results/${name}.json`,
    'datasets/roemetz_20x2x1000.csv',
  );
}
