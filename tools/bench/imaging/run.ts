/**
 * `npm run bench:imaging`: a whole installation beside Debian's Orthanc, one after the other on the same cores with the same files, nothing transcoded, each after a warm-up
 * with other files. Intake is everything up to a case that waits for a person's look; Orthanc stores what it is sent, by whichever way is quickest. Frames and series metadata are
 * asked for one by one, here with every request judged and logged. The processes of an installation share the cores with the sender.
 *
 * --times N: the examinations so often over (default 3)
 * --profile FOLDER: server and worker write CPU profiles there; prints what they worked on. It slows them down.
 * --frames: instead, what storing frames as HTJ2K costs and saves, without an installation
 * --cases N: instead, so many small cases by STOW-RS with the worker killed on the way: memory, and whether all are there as they were sent
 */
import { mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { withoutOrthanc } from '../../../libs/conduct/testing/orthanc.js';
import { type Figure, report } from '../goals.js';
import { examinations, instancesOf } from './examinations.js';
import { frameForms } from './frame-forms.js';
import { lecternFigures } from './lectern-side.js';
import { manyCases } from './many-cases.js';
import { orthancFigures, servedTimes } from './orthanc-side.js';
import { profiledInto, workOf } from './profile.js';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '3' },
    cases: { type: 'string' },
    frames: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
});
const say = (line: string): void => void process.stderr.write(`${line}\n`);
if (values.frames) {
  console.log((await frameForms()).join('\n'));
  process.exit(0);
}
if (values.cases) conclude(await manyCases(Number(values.cases), say));
const missing = withoutOrthanc();
if (missing) {
  console.log(`bench:imaging is skipped: ${missing}.`);
  process.exit(0);
}
const times = Number(values.times);
const { from, examinations: all } = examinations(2 * times + 1);
const each = all.length / (2 * times + 1);
const warmUp = all.slice(0, each);
const [forIntake, forStow] = [all.slice(each, each * (times + 1)), all.slice(each * (times + 1))];
const instances = instancesOf(forIntake);
console.log(
  `${instances} instances of ${forIntake.length} examinations (${from}, ${times} times), ${cpus().length} cores\n`,
);

const orthanc = await orthancFigures(warmUp, forIntake);
for (const [way, rate] of Object.entries(orthanc.rates))
  console.log(`Orthanc, STOW-RS, ${way}: ${rate.toFixed(0)} instances/s`);
const best = Math.max(...Object.values(orthanc.rates));
if (values.profile) {
  mkdirSync(values.profile, { recursive: true });
  process.env.NODE_OPTIONS = profiledInto(values.profile);
}
const lectern = await lecternFigures({ warmUp, forIntake, forStow }, say);
console.log(`Lectern, STOW-RS, a series at a time, 2 connections: ${lectern.stowRate.toFixed(0)} instances/s stored`);
console.log(`Lectern, intake to the last case taken in: ${lectern.intakeRate.toFixed(0)} instances/s`);
const perInstance = (seconds: number): string => `${((1000 * seconds) / instances).toFixed(2)} ms`;
const cpu = Object.entries(lectern.cpu).map(([name, seconds]) => `${name} ${perInstance(seconds)}`);
const whole = Object.values(lectern.cpu).reduce((sum, seconds) => sum + seconds, 0);
const ceiling = (cpus().length * instances) / whole;
console.log(`CPU an instance of that intake: ${perInstance(whole)}: ${cpu.join(', ')}`);
console.log(`So ${cpus().length} cores that do nothing else end at ${ceiling.toFixed(0)} instances/s\n`);
if (values.profile)
  for (const application of ['worker', 'api'] as const) {
    const work = workOf(values.profile, application).slice(0, 12);
    console.log(`${application}: ${work.map(([area, seconds]) => `${area} ${seconds.toFixed(1)} s`).join(', ')}\n`);
  }

const served = `median of ${servedTimes} requests`;
conclude([
  {
    what: 'intake, Orthanc’s best STOW rate by ours',
    measured: best / lectern.intakeRate,
    goal: 1,
    unit: '',
    beside: `Orthanc ${best.toFixed(0)}, Lectern ${lectern.intakeRate.toFixed(0)} instances/s`,
  },
  {
    what: 'a frame, our time by Orthanc’s',
    measured: lectern.frame / orthanc.frame,
    goal: 0.5,
    unit: '',
    beside: `Orthanc ${orthanc.frame.toFixed(2)} ms, Lectern ${lectern.frame.toFixed(2)} ms, ${served}`,
  },
  {
    what: 'metadata of a series, our time by Orthanc’s',
    measured: lectern.metadata / orthanc.metadata,
    goal: 0.5,
    unit: '',
    beside: `Orthanc ${orthanc.metadata.toFixed(2)} ms, Lectern ${lectern.metadata.toFixed(2)} ms, ${served}`,
  },
]);

/** Prints figures against goals and ends the process: the embedded server's own exit hook would say 0. */
function conclude(figures: readonly Figure[]): never {
  const { lines, conclusion, met } = report(figures);
  console.log([...lines, '', conclusion].join('\n'));
  process.exit(met ? 0 : 1);
}
