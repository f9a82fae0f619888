// Van Dyke by `lectern analyze`, MRMCaov 0.3.0, jackknife: sensitivity and specificity of ratings >= 3, partial AUC,
// sensitivity at a specificity of 0.8, and cases nested in readers (column case2) and in treatments (case3).
import { expect } from '@jest/globals';
import type { MrmcaovByAnalysis, MrmcaovResult } from '../../../../libs/statistics/src/golden/mrmcaov.js';
import { goldenTest, readReference, referencePath } from '../../../../libs/statistics/src/golden/reference.js';
import { analyzeFile, type AnalyzeRequest } from '../analyze/analyze-file.js';
import { fromMrmcaov, ofAnalysis } from './peers.js';

const JACKKNIFE = { method: 'or', covariance: 'jackknife' } as const;
const run = (request: Omit<AnalyzeRequest, 'method'>) =>
  analyzeFile(referencePath('datasets/vandyke.csv'), { ...JACKKNIFE, ...request });

const FIGURES: Record<string, Omit<AnalyzeRequest, 'method'>> = {
  binary_sens: { metric: 'sensitivity', threshold: 3 },
  binary_spec: { metric: 'specificity', threshold: 3 },
  'partial_auc_spec_0.7_1': { metric: 'pauc', range: { over: 'specificity', from: 0.7, to: 1 } },
  'empirical_sens_at_spec0.8': { metric: 'sensitivity', atSpecificity: 0.8 },
};

for (const [key, request] of Object.entries(FIGURES))
  goldenTest(`Van Dyke, ${key}`, async () => {
    const peer = readReference<Record<string, MrmcaovByAnalysis>>('mrmcaov_vandyke')[key]!.RRRC as MrmcaovResult;
    expect(ofAnalysis(await run(request), 'RRRC')).toAgree(fromMrmcaov(peer));
  });

for (const [key, column, design] of [
  ['cases_in_readers_case2', 'case2', 'cases-nested-in-readers'],
  ['cases_in_tests_case3', 'case3', 'cases-nested-in-treatments'],
] as const)
  goldenTest(`Van Dyke, ${design}`, async () => {
    const peer = readReference<Record<string, MrmcaovResult>>('mrmcaov_vandyke_nested')[key]!;
    const output = await run({ metric: 'auc', columns: { case: column } });
    expect(output.design).toBe(design);
    expect(ofAnalysis(output, 'RRRC')).toAgree(fromMrmcaov(peer));
  });
