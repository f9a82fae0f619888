/**
 * `npm run validate:evidence`: 1,000 random attacks on the bundle of a study that is really run, locked, analysed and exported against PostgreSQL. Trials done are
 * kept in `results.jsonl`; a run that was broken off goes on where it was. The last line sums up; exit code 1 where an attack was not found or not named.
 */
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import startDatabase from '../../../libs/records/testing/global-setup.mjs';
import stopDatabase from '../../../libs/records/testing/global-teardown.mjs';
import { finishStudy } from '../../../libs/conduct/testing/test-bundle.js';
import { startTestInstallation } from '../../../libs/conduct/testing/test-installation.js';
import { verifyBundle } from '@lectern/evidence';
import { recomputeBundle } from '@lectern/conduct';
import { attacks, runTrial, type Trial } from './trials.js';

const { values } = parseArgs({ options: { trials: { type: 'string', default: '1000' }, anew: { type: 'boolean' } } });
const wanted = Number(values.trials);
const folder = import.meta.dirname;
const resultsFile = join(folder, 'results.jsonl');
if (values.anew) rmSync(resultsFile, { force: true });

const done = new Map<number, Trial>();
if (existsSync(resultsFile))
  for (const line of readFileSync(resultsFile, 'utf8').split('\n').filter(Boolean)) {
    const trial = JSON.parse(line) as Trial;
    done.set(trial.trial, trial);
  }

let reached = false;
await startDatabase();
const installation = await startTestInstallation();
try {
  const study = await finishStudy(installation, 6, 3);
  const evidence = { bundle: new Uint8Array(await study.exportBundle()), signer: installation.signer };
  const untouched = verifyBundle(evidence.bundle, { key: installation.signer.publicKey, heads: [] });
  const recomputed = recomputeBundle(untouched.files);
  for (let trial = 0; trial < wanted; trial++) {
    if (done.has(trial)) continue;
    const result = runTrial(evidence, trial);
    done.set(trial, result);
    appendFileSync(resultsFile, `${JSON.stringify(result)}\n`);
  }
  const roundTrip = untouched.verified && recomputed?.length === 0;
  const table = tableOf([...done.values()].filter(({ trial }) => trial < wanted));
  const missed = [...done.values()].filter(({ found }) => found === null).length;
  const unnamed = [...done.values()].filter(({ named }) => !named).length;
  const size = `${(evidence.bundle.length / 1024).toFixed(0)} KiB`;
  const last = `Untouched bundle (${size}) verified and computed anew: ${roundTrip ? 'yes' : 'NO'} (goal yes); ${done.size} attacks: ${missed} not found (goal 0), ${unnamed} not named (goal 0)`;
  writeFileSync(join(folder, 'table.md'), `# Attacks on a bundle\n\n${table}\n\n${last}\n`);
  process.stdout.write(`${table}\n\n${last}\n`);
  reached = roundTrip && missed === 0 && unnamed === 0;
} finally {
  await installation.close();
  await stopDatabase();
}
process.exit(reached ? 0 : 1); // the embedded server's own exit hook would say 0

function tableOf(trials: readonly Trial[]): string {
  const rows = attacks.map((attack) => {
    const of = trials.filter((trial) => trial.attack === attack);
    const [found, named] = [
      of.filter((trial) => trial.found !== null).length,
      of.filter((trial) => trial.named).length,
    ];
    return `| ${attack} | ${of.length} | ${found} | ${named} |`;
  });
  return ['| attack | trials | found | named |', '| --- | ---: | ---: | ---: |', ...rows].join('\n');
}
