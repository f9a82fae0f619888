/**
 * `npm run validate:crash`: kills API, worker, Temporal and PostgreSQL at every message of a read. Goes on where results.jsonl ends. --minutes M: stops
 * taking up trials after so long (default: 30); so does SIGTERM. --at-once N: installations that are killed beside each other (default: 2), each with ports and a record
 * of its own.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { victims } from './crash-installation.js';
import { CrashStudy, type CrashOutcome } from './crash-study.js';
import { allTrials, appendOutcome, readOutcomes, unfinished } from './trials.js';

const READERS = 60;
const CASES = 4;

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, 'at-once': { type: 'string', default: '2' } },
});
let deadline = Date.now() + Number(values.minutes) * 60_000;
process.on('SIGTERM', () => (deadline = 0));
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
  cwd: import.meta.dirname,
  encoding: 'utf8',
}).trim();
const queue = unfinished(readOutcomes());
const planned = allTrials().length;
const endings: string[] = [];
await Promise.all(Array.from({ length: Number(values['at-once']) }, lane));
process.exit(report(readOutcomes()) ? 0 : 1); // the embedded server's own exit hook would say 0

async function lane(): Promise<void> {
  while (queue.length > 0 && Date.now() < deadline) await runStudy();
}

/** One installation's life: as many trials as its readers have reads. */
async function runStudy(): Promise<void> {
  const study = await CrashStudy.begin(READERS, CASES);
  try {
    for (let left = READERS * CASES * 2 - 1; left > 0 && Date.now() < deadline; left--) {
      const trial = queue.shift();
      if (!trial) break;
      const outcome = { commit, ...(await study.run(trial)) };
      appendOutcome(outcome);
      const verdict = outcome.complaints.length ? outcome.complaints.join('; ') : 'nothing lost';
      process.stderr.write(`${planned - queue.length}/${planned} ${trial.victim} at ${trial.at}: ${verdict}\n`);
    }
    endings.push(...(await study.finalComplaints()));
  } finally {
    await study.end();
  }
}

/** @returns whether every trial was run and nothing was lost */
function report(outcomes: readonly CrashOutcome[]): boolean {
  process.stdout.write(
    '| killed | trials | at a message | after the read | something lost or doubled |\n| --- | ---: | ---: | ---: | ---: |\n',
  );
  for (const victim of victims) {
    const of = outcomes.filter((outcome) => outcome.victim === victim);
    const struck = of.filter(({ message }) => message !== null).length;
    const bad = of.filter(({ complaints }) => complaints.length > 0).length;
    process.stdout.write(`| ${victim} | ${of.length} | ${struck} | ${of.length - struck} | ${bad} |\n`);
  }
  const bad = outcomes.filter(({ complaints }) => complaints.length > 0);
  for (const { victim, at, message, complaints } of bad)
    process.stdout.write(`${victim} at ${at} (${message}): ${complaints.join('; ')}\n`);
  for (const ending of endings) process.stdout.write(`at the end: ${ending}\n`);
  process.stdout.write(
    `${outcomes.length} of ${planned} trials run, ${bad.length} with something lost or doubled, ${endings.length} records broken\n`,
  );
  return outcomes.length === planned && bad.length + endings.length === 0;
}
