/**
 * Writes a cohort of phantoms as raw arrays for Python: one `<n>.bin` a case (for each stack: values uint16, lesion mask uint8, tissue uint8; slices in order)
 * and `<n>.json` with shapes, spacings and truth. Run by train.sh; skips cases that are there already. `--only N` makes the first N of the cohort.
 *
 *   node --import ../../../tools/register.mjs export_phantoms.mjs --hospital A --cases 40 --positive 0 --seed 1 --out DIR
 */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeCase, planCohort } from '../../../libs/phantom/src/index.ts';

const options = { hospital: { type: 'string' }, cases: { type: 'string' }, positive: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' }, out: { type: 'string' } };
const { hospital, cases, positive, seed, only = cases, out } = parseArgs({ options }).values;

mkdirSync(out, { recursive: true });
const plan = planCohort({ hospitals: hospital.split(','), cases: Number(cases), positiveFraction: Number(positive), seed: Number(seed) });
const entries = [];
for (const [i, request] of plan.slice(0, Number(only)).entries()) {
  const file = join(out, `${String(i).padStart(4, '0')}.json`);
  if (existsSync(file)) continue;
  const made = makeCase(request);
  const parts = made.stacks.flatMap(({ slices }) =>
    ['pixels', 'lesionMask', 'tissue'].flatMap((layer) => slices.map((slice) => Buffer.from(slice[layer].buffer))),
  );
  writeFileSync(file.replace('.json', '.bin'), Buffer.concat(parts));
  const stacks = made.stacks.map(({ slices, ...stack }) => ({
    ...stack,
    slices: slices.length,
    positions: slices.map(({ position }) => position),
    orientationCosines: slices[0].orientationCosines,
  }));
  writeFileSync(`${file}.part`, JSON.stringify({ request, stacks, truth: made.truth }));
  renameSync(`${file}.part`, file);
  entries.push(file);
}
console.log(`${out}: ${only} of ${plan.length} cases, ${entries.length} new`);
