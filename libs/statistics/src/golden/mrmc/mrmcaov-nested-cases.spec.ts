// Van Dyke with cases nested in readers (case2) and in treatments (case3). MRMCaov 0.3.0, jackknife and unbiased.
import { expect } from '@jest/globals';
import { empiricalAuc } from '../../figures/index.js';
import { designOf } from '../../mrmc/index.js';
import { readMrmc } from '../mrmc-reference.js';
import { expectAgreement, type MrmcaovResult } from '../mrmcaov.js';
import { goldenTest, readReference } from '../reference.js';

const SCENARIOS = [
  ['cases_in_readers_case2', 'case2', 'jackknife', 'cases-nested-in-readers'],
  ['cases_in_readers_case2_unbiased', 'case2', 'unbiased', 'cases-nested-in-readers'],
  ['cases_in_tests_case3', 'case3', 'jackknife', 'cases-nested-in-treatments'],
  ['cases_in_tests_case3_unbiased', 'case3', 'unbiased', 'cases-nested-in-treatments'],
] as const;

for (const [key, column, covariance, design] of SCENARIOS)
  goldenTest(`Van Dyke, ${design}, ${covariance}`, () => {
    const data = readMrmc('vandyke', { case: column });
    const peer = readReference<Record<string, MrmcaovResult>>('mrmcaov_vandyke_nested')[key]!;
    expect(designOf(data)).toBe(design);
    expectAgreement({ data, figure: empiricalAuc, covariance }, 'RRRC', peer);
  });
