/**
 * A simulated reader as a process of its own: `main.ts --link LINK --truth FILE --seed SEED`. It is given nothing else; what it learns of the cases and
 * of the AI comes through the public HTTP API.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { HttpSession } from './http-session.js';
import { SimulatedReader, type TruthFile } from './simulated-reader.js';

const { values } = parseArgs({
  options: { link: { type: 'string' }, truth: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
if (!values.link || !values.truth) throw new Error('usage: --link LINK --truth FILE [--seed SEED]');

const { session, me } = await HttpSession.open(values.link);
const [study] = me.studies;
if (!study) throw new Error('The link belongs to no study');
const truth = JSON.parse(readFileSync(values.truth, 'utf8')) as TruthFile;
const submitted = await new SimulatedReader(session, study.id, me.name, values.seed, truth).readAll();
process.stdout.write(`${me.name}: ${submitted} reads\n`);
