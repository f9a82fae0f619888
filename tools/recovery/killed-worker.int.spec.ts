import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getProgress, listAudit, listCases, verifyAudit, type Progress, type StudyId } from '@lectern/contracts';
import { Coordinator } from '../demo/coordinator.js';
import { pixelsOf } from '../demo/demo-cases.js';
import { HttpSession } from '../simulated-readers/http-session.js';
import { SimulatedReader } from '../simulated-readers/simulated-reader.js';
import { Launcher, notedPid, processesOn, removeDataFolder, temporaryDataFolder, until } from './launcher.js';
import { smallCase, smallProtocol } from './small-study.js';

const modelsFolder = fileURLToPath(new URL('../../libs/inference/fixtures', import.meta.url));
const cases = [1, 2, 3, 4].map(smallCase);
const truth = Object.fromEntries(cases.map((each) => [pixelsOf(each), each.truth]));
const folder = temporaryDataFolder();
const timings: Record<string, number> = {};

let launcher: Launcher;
let session: HttpSession;
let study: StudyId;

beforeAll(async () => {
  launcher = Launcher.start(folder, { LECTERN_MODELS_FOLDER: modelsFolder });
  const { firstLink } = await timed('first start', () => launcher.up);
  ({ session } = await HttpSession.open(firstLink ?? ''));
}, 180_000);
afterAll(async () => {
  await launcher.kill('SIGTERM');
  removeDataFolder(folder);
  process.stderr.write(`killed worker, seconds: ${JSON.stringify(timings)}\n`);
}, 60_000);

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const begun = Date.now();
  const result = await work();
  timings[what] = (Date.now() - begun) / 1_000;
  return result;
}

const progress = (): Promise<Progress> => session.api.call(getProgress, { study });

/** Entries of a folder of the object store. */
function stored(...path: string[]): string[] {
  const below = join(folder, 'objects', ...path);
  return existsSync(below) ? readdirSync(below) : [];
}

/** Some case has images in the store and is not ready: its intake is under way. */
async function isTakingIn(): Promise<boolean> {
  const begun = stored('cases');
  if (begun.length === 0) return false;
  const rows = await session.api.all(listCases, { study });
  return rows.some(({ id, state }) => state === 'received' && begun.includes(id));
}

/** More results have segmentations in the store than are in the record: an inference is under way. */
const isInferring = async (): Promise<boolean> => stored('ai').length > (await progress()).inference.done;

/** Stops the worker again and again until it stands where it is wanted, and kills it there; waits until another has taken its place. */
async function killWorkerWhile(what: string, isThere: () => Promise<boolean>): Promise<void> {
  const pid = notedPid(folder, 'worker');
  await until(what, async () => {
    process.kill(pid, 'SIGSTOP');
    if (await isThere()) return process.kill(pid, 'SIGKILL');
    process.kill(pid, 'SIGCONT');
    return false;
  });
  await until('the worker is started again', () => notedPid(folder, 'worker') !== pid);
}

test('a worker killed in intake, inference and reading changes nothing in the outcome', async () => {
  const coordinator = new Coordinator(session, () => undefined);
  study = await coordinator.createStudy(smallProtocol);

  const uploading = Promise.all(cases.map((each) => coordinator.upload(study, each)));
  await killWorkerWhile('an intake is under way', isTakingIn);
  await uploading;
  await coordinator.setReferenceStandard(study, cases);
  await timed('from the kill in intake to the next inference, killed', () =>
    killWorkerWhile('an inference is under way', isInferring),
  );
  await coordinator.acceptCases(study, cases.length);
  await timed('from the kill in inference to all results', () =>
    coordinator.waitFor(
      study,
      () => '',
      ({ cases: { ready }, inference: { done } }) => ready === 4 && done === 4,
    ),
  );

  const links = [await coordinator.invite(study, 'A', 'simulated'), await coordinator.invite(study, 'B', 'simulated')];
  await coordinator.freeze(study);
  const reading = Promise.all(links.map(readEverything));
  await killWorkerWhile('reading is under way', async () => (await progress()).reads.submitted >= 3);
  expect((await progress()).reads.submitted).toBeLessThan(16);
  expect(await timed('from the kill in reading to all reads', () => reading)).toEqual([8, 8]);
  await coordinator.lock(study);
  const { counts } = await timed('analysis', () => coordinator.analysis(study));
  expect(counts).toMatchObject({ readers: 2, cases: 4, positives: 2, readsPlanned: 16, readsSubmitted: 16 });
  expect(launcher.restartsOf('worker')).toBe(3);
}, 300_000);

async function readEverything(link: string): Promise<number> {
  const reader = await HttpSession.open(link);
  return new SimulatedReader(reader.session, study, reader.me.name, 'recovery', truth).readAll();
}

test('every case, AI result and read exists once, and the audit chain holds', async () => {
  const entries = await session.api.all(listAudit, { study });
  expect(await session.api.call(verifyAudit, { study })).toMatchObject({ verified: true, length: entries.length });
  const rows = await session.api.all(listCases, { study });
  const ids = rows.map(({ id }) => id).sort();
  expect(rows.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready', 'ready']);
  for (const act of ['case.stored', 'case.accepted', 'ai-result.computed']) {
    const subjects = entries.filter((entry) => entry.act === act).map(({ subject }) => subject);
    expect(subjects.sort()).toEqual(ids);
  }
  expect(stored('quarantine')).toEqual([]);

  const csv = new TextDecoder().decode(await session.bytes(`/api/studies/${study}/analysis/reads.csv`, 'text/csv'));
  const [head = '', ...lines] = csv.trim().split('\r\n');
  const columns = head.split(',');
  const keys = lines.map((line) => {
    const value = (name: string): string | undefined => line.split(',')[columns.indexOf(name)];
    return [value('reader'), value('case'), value('condition')].join('/');
  });
  expect(keys).toHaveLength(16);
  expect(new Set(keys).size).toBe(16);
});

test('asked to end, the launcher leaves no process', async () => {
  expect(await timed('stop', () => launcher.kill('SIGTERM'))).toBe(0);
  expect(processesOn(folder)).toEqual([]);
}, 60_000);
