// Van Dyke (1993): 5 readers, 2 treatments, 114 cases (45 positive), ratings 1-5. MRMCaov 0.3.0:
// mrmc(empirical_auc(truth, rating), treatment, reader, case, cov = jackknife | DeLong | unbiased); fixed(reader), fixed(case).
import type { CovarianceMethod } from '../../covariance/index.js';
import { empiricalAuc } from '../../figures/index.js';
import { readMrmc } from '../mrmc-reference.js';
import { expectAgreement, type MrmcaovByAnalysis, type MrmcaovResult } from '../mrmcaov.js';
import { goldenTest, readReference } from '../reference.js';

const ANALYSES = ['RRRC', 'FRRC', 'RRFC'] as const;

for (const method of ['jackknife', 'DeLong', 'unbiased'] as const)
  for (const analysis of ANALYSES)
    goldenTest(`Van Dyke, empirical AUC, ${method}, ${analysis}`, () => {
      const peer = readReference<{ empirical_auc: Record<string, MrmcaovByAnalysis> }>('mrmcaov_vandyke');
      expectAgreement(
        { data: readMrmc('vandyke'), figure: empiricalAuc, covariance: method.toLowerCase() as CovarianceMethod },
        analysis,
        peer.empirical_auc[method]![analysis] as MrmcaovResult,
      );
    });
