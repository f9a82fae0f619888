/**
 * Measures model packages on the test cohorts, each examination painted once for all of them: for the comparators.
 *
 *   node --import ./tools/register.mjs tools/validate/model/measure-package.ts --model DIR --out FILE [--model DIR --out FILE ...] [--cases N] [--from N]
 */
import { parseArgs } from 'node:util';
import { measureCohorts, readMeasurements } from './measure.js';

const options = {
  model: { type: 'string', multiple: true },
  out: { type: 'string', multiple: true },
  cases: { type: 'string' },
  from: { type: 'string' },
} as const;
const { model: models = [], out: files = [], cases = '40', from = '0' } = parseArgs({ options }).values;
if (models.length === 0 || models.length !== files.length)
  throw new Error('Name each package with --model and its file of measurements with --out.');
const targets = models.map((model, at) => ({ model, out: files[at] as string }));
await measureCohorts({ targets, cases: Number(cases), from: Number(from), minutes: Infinity });
for (const out of files) console.log(`${out}: ${readMeasurements(out).cases.length} examinations`);
