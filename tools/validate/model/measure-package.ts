/**
 * Measures any model package on the test cohorts: for the comparators.
 *
 *   node --import ./tools/register.mjs tools/validate/model/measure-package.ts --model DIR --out FILE [--cases N] [--from N]
 */
import { parseArgs } from 'node:util';
import { measureCohorts } from './measure.js';

const options = {
  model: { type: 'string' },
  out: { type: 'string' },
  cases: { type: 'string' },
  from: { type: 'string' },
} as const;
const { model, out, cases = '40', from = '0' } = parseArgs({ options }).values;
if (!model || !out) throw new Error('Name the package with --model and the file of measurements with --out.');
const measured = await measureCohorts({ model, out, cases: Number(cases), from: Number(from), minutes: Infinity });
console.log(`${out}: ${measured.length} examinations`);
