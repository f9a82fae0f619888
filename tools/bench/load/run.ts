/**
 * `npm run bench:load`: 200 readers at once on one installation of this machine, a read a minute each, with event batches, drafts, metadata and frames as the
 * reading page sends them. They sit down over one minute and then read for 5 more; everything from the first request on counts. The readers run in this process, on
 * the same cores; the CPU time of all processes is printed.
 *
 * --readers N (default 200)  --seconds N (default 300)  --read-seconds N (default 60)
 */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadConfiguration } from '@lectern/conduct';
import { getProgress, type Progress, type StudyId } from '@lectern/contracts';
import { type Installation, startInstallation } from '../../../apps/cli/src/up/installation.js';
import { Coordinator, withNumbers } from '../../demo/coordinator.js';
import { phantomCases } from '../../demo/demo-cases.js';
import { removeDataFolder, temporaryDataFolder } from '../../recovery/launcher.js';
import { smallProtocol } from '../../recovery/small-study.js';
import { HttpSession } from '../../simulated-readers/http-session.js';
import { report } from '../goals.js';
import { Latencies } from './latencies.js';
import { LoadReader } from './load-reader.js';
import { cpuSecondsOf } from './processor-time.js';

const { values } = parseArgs({
  options: {
    readers: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '300' },
    'read-seconds': { type: 'string', default: '60' },
  },
});
const [readers, seconds, readSeconds] = [values.readers, values.seconds, values['read-seconds']].map(Number) as [
  number,
  number,
  number,
];
/** Enough reads in the first of two sessions for the whole time, and an even number. */
const cases = 2 * Math.ceil((seconds / readSeconds + 3) / 2);
const root = fileURLToPath(new URL('../../..', import.meta.url));
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const made = [...phantomCases(cases)];
const folder = temporaryDataFolder();
let installation: Installation | null = null;
let isMet = false;
try {
  const modelsFolder = join(root, 'libs', 'inference', 'fixtures');
  const configuration = loadConfiguration(folder, {
    LECTERN_DATA_FOLDER: folder,
    LECTERN_MODELS_FOLDER: modelsFolder,
  });
  installation = await startInstallation({ configuration, root, log: say });
  isMet = await measure(await frozenStudy(installation));
} finally {
  await installation?.stop();
  removeDataFolder(folder);
}
process.exit(isMet ? 0 : 1); // the embedded server's own exit hook would say 0

interface FrozenStudy {
  readonly coordinator: HttpSession;
  readonly study: StudyId;
  readonly sessions: readonly HttpSession[];
}

async function frozenStudy({ firstLink }: Installation): Promise<FrozenStudy> {
  const { session } = await HttpSession.open(firstLink ?? '');
  const coordinator = new Coordinator(session, say);
  const study = await coordinator.createStudy(withNumbers(smallProtocol, { readers, cases, title: 'Load' }));
  for (const each of made) await coordinator.upload(study, each);
  await coordinator.setReferenceStandard(study, made);
  await coordinator.acceptCases(study, cases);
  const ready = (p: Progress): boolean => p.cases.ready === cases && p.inference.done === cases;
  await coordinator.waitFor(study, (p) => `${p.cases.ready} of ${cases} cases ready`, ready);
  const sessions: HttpSession[] = [];
  for (let n = 1; n <= readers; n++) {
    const reader = await HttpSession.open(await coordinator.invite(study, `Reader ${n}`, 'simulated'));
    sessions.push(reader.session);
  }
  await coordinator.freeze(study);
  return { coordinator: session, study, sessions };
}

/** @returns whether every goal is met */
async function measure({ coordinator, study, sessions }: FrozenStudy): Promise<boolean> {
  say(`${readers} readers, a read in ${readSeconds} s each, for ${seconds} s once all of them read ...`);
  const [begun, before] = [performance.now(), cpuSecondsOf(folder)];
  const allRead = Date.now() + 1_000 * readSeconds;
  const signal = AbortSignal.timeout(1_000 * (readSeconds + seconds));
  const latencies = new Latencies();
  const all = sessions.map(
    (session) => new LoadReader(session, { study, latencies, readMillis: 1_000 * readSeconds, signal }),
  );
  await Promise.all(
    all.map(async (reader, n) => {
      await wait((n / readers) * 1_000 * readSeconds); // they sit down one after the other
      await reader.readOn();
    }),
  );
  const [elapsed, after] = [(performance.now() - begun) / 1_000, cpuSecondsOf(folder)];
  const submitted = all.flatMap((reader) => reader.submitted);
  const { reads } = await coordinator.api.call(getProgress, { study });
  const errors = all.flatMap((reader) => reader.errors);

  console.log(latencies.table(elapsed).join('\n'));
  const used = Object.entries(after).map(([name, at]) => `${name} ${(at - (before[name] ?? 0)).toFixed(0)} s`);
  console.log(`\nCPU in ${elapsed.toFixed(0)} s: ${used.join(', ')}\n`);
  for (const error of errors.slice(0, 5)) console.log(`error: ${error}`);
  const paced = submitted.filter((at) => at >= allRead).length;
  const { lines, conclusion, met } = report([
    { what: 'requests that failed', measured: errors.length, goal: 0, unit: '', beside: '' },
    { what: 'reads lost', measured: submitted.length - reads.submitted, goal: 0, unit: '', beside: '' },
    {
      what: 'seconds from a reader’s read to the next',
      measured: (readers * seconds) / paced,
      goal: readSeconds * 1.01,
      unit: 's',
      beside: `${paced} reads in ${seconds} s`,
    },
    {
      what: 'submit, p99',
      measured: latencies.percentile('submit', 0.99),
      goal: 100,
      unit: 'ms',
      beside: `${submitted.length} reads in all`,
    },
  ]);
  console.log([...lines, '', conclusion].join('\n'));
  return met;
}
