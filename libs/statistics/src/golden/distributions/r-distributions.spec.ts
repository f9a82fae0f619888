// R 4.2.2, stats: qt, pt, pf, qf, qchisq, and pf, pchisq, pt with their `ncp` argument
// (noncentral F and chi-squared: lower.tail = FALSE).
import { expect } from '@jest/globals';
import {
  chiSquaredQuantile,
  fCdf,
  fQuantile,
  noncentralChiSquaredSurvival,
  noncentralFSurvival,
  noncentralTCdf,
  tCdf,
  tQuantile,
} from '../../distributions/index.js';
import { goldenTest, readReference } from '../reference.js';

type Row = { args: number[]; value: number };
const functions: Record<string, (...args: number[]) => number> = {
  tq: tQuantile as (...args: number[]) => number,
  tcdf: tCdf as (...args: number[]) => number,
  fcdf: fCdf as (...args: number[]) => number,
  fq: fQuantile as (...args: number[]) => number,
  chi: chiSquaredQuantile as (...args: number[]) => number,
  ncf: noncentralFSurvival as (...args: number[]) => number,
  ncchi: noncentralChiSquaredSurvival as (...args: number[]) => number,
  nct: noncentralTCdf as (...args: number[]) => number,
};

for (const [table, ours] of Object.entries(functions)) {
  goldenTest(
    `distribution functions: table ${table} of R`,
    () => {
      const rows = readReference<Record<string, Row[]>>('r_distributions')[table] ?? [];
      expect(rows.length).toBeGreaterThan(2);
      expect(rows.map((row) => ours(...row.args))).toAgree(rows.map((row) => row.value));
    },
    'results/r_distributions.json',
  );
}
