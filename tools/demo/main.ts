/**
 * `npm run demo`: a whole reader study on this machine, all parts real, its readers simulated and named so. `--cases DIR` takes the DICOM cases of a
 * folder instead of phantoms; `--exit` stops everything at the end, with exit code 0 only if every read exists exactly once.
 */
import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ApiError } from '@lectern/contracts';
import { resultSentence } from '@lectern/report';
import { HttpSession } from '../simulated-readers/http-session.js';
import type { TruthFile } from '../simulated-readers/simulated-reader.js';
import { Coordinator, withNumbers } from './coordinator.js';
import { type DemoCase, folderCases, phantomCases, pixelsOf } from './demo-cases.js';

const root = join(import.meta.dirname, '..', '..');
const dataFolder = join(root, '.lectern', 'demo');
const READERS = 4;
const PHANTOMS = 12;

const { values: options } = parseArgs({
  options: { cases: { type: 'string' }, exit: { type: 'boolean', default: false } },
});
const begun = Date.now();
const log = (line: string): void =>
  void process.stderr.write(`[${((Date.now() - begun) / 1000).toFixed(0).padStart(4)} s] ${line}\n`);

interface Up {
  readonly url: string;
  readonly firstLink: string;
  readonly temporalUi: string;
}

/** Starts an installation of the demonstration's own; what an earlier demonstration left, running or not, is removed. */
function startLectern(): Promise<{ launcher: ChildProcess; up: Up }> {
  const cli = join(root, 'apps', 'cli', 'dist', 'main.js');
  execFileSync(process.execPath, [cli, 'down', '--data', dataFolder]);
  rmSync(dataFolder, { recursive: true, force: true });
  const launcher = fork(cli, ['up', '--data', dataFolder], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((done, failed) => {
    launcher.once('message', (up) => done({ launcher, up: up as Up }));
    launcher.once('exit', (code) => failed(new Error(`Lectern did not start (${code})`)));
  });
}

async function stopLectern(launcher: ChildProcess): Promise<void> {
  const ended = new Promise((done) => launcher.once('exit', done));
  launcher.kill('SIGTERM');
  await ended;
}

/** One process a reader, given an address, a link and the private truth file; nothing else. */
function runSimulatedReader(link: string, truthFile: string): Promise<void> {
  const script = [
    join(root, 'tools', 'simulated-readers', 'main.ts'),
    '--link',
    link,
    '--truth',
    truthFile,
    '--seed',
    'demonstration',
  ];
  const child = spawn(process.execPath, ['--import', join(root, 'tools', 'register.mjs'), ...script], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((done, failed) => {
    child.once('close', (code) => (code === 0 ? done() : failed(new Error(`A simulated reader ended with ${code}`))));
  });
}

/** @throws Error unless each planned read stands in the export once */
async function checkReads(session: HttpSession, study: string, planned: number): Promise<void> {
  const csv = new TextDecoder().decode(await session.bytes(`/api/studies/${study}/analysis/reads.csv`, 'text/csv'));
  const ids = csv
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',')[0]);
  if (ids.length !== planned || new Set(ids).size !== planned)
    throw new Error(`reads.csv has ${ids.length} reads (${new Set(ids).size} different) of ${planned} planned`);
  log(`reads.csv: ${ids.length} reads, each once`);
}

async function runDemo(up: Up): Promise<void> {
  const { session } = await HttpSession.open(up.firstLink);
  const password = randomBytes(9).toString('base64url');
  const coordinator = new Coordinator(session, log, password);
  const protocolText = readFileSync(join(root, 'examples', 'fetal-gmh-ivh.protocol.yaml'), 'utf8');
  const cases: DemoCase[] = [];
  const truth: Record<string, TruthFile[string]> = {};
  const source = options.cases ? [...folderCases(resolve(options.cases))] : phantomCases(PHANTOMS);
  const count = Array.isArray(source) ? source.length : PHANTOMS;
  const study = await coordinator.createStudy(withNumbers(protocolText, { cases: count, readers: READERS }));
  for (const demoCase of source) {
    truth[pixelsOf(demoCase)] = demoCase.truth;
    await coordinator.upload(study, demoCase);
    cases.push(demoCase);
    log(`Case ${demoCase.label}: ${demoCase.files.length} images uploaded (${cases.length} of ${count})`);
  }
  await coordinator.setReferenceStandard(study, cases);
  const links: string[] = [];
  for (let reader = 1; reader <= READERS; reader++)
    links.push(await coordinator.invite(study, `Simulated reader ${reader}`, 'simulated'));

  await coordinator.acceptCases(study, count);
  await coordinator.waitFor(
    study,
    (now) =>
      `Cases ready: ${now.cases.ready} of ${now.cases.planned}; AI results: ${now.inference.done} of ${now.inference.planned}`,
    (now) => now.cases.ready === count && now.inference.planned > 0 && now.inference.done === now.inference.planned,
  );
  await coordinator.freeze(study);
  log('Protocol, cases, truth and AI results frozen and hashed; seed drawn; worklists stored');

  const truthFile = join(dataFolder, 'private-truth.json');
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(truthFile, JSON.stringify(truth), { mode: 0o600 });
  const reading = Promise.all(links.map((link) => runSimulatedReader(link, truthFile)));
  const watching = coordinator.waitFor(
    study,
    (now) => `Reads: ${now.reads.submitted - (now.reads.submitted % 12)} of ${now.reads.planned}`,
    (now) => now.reads.submitted === now.reads.planned,
  );
  await Promise.all([reading, watching]);

  await coordinator.lock(study);
  const analysis = await coordinator.analysis(study);
  await checkReads(session, study, count * READERS * 2);

  const open = await coordinator.createStudy(
    withNumbers(protocolText, { cases: count, readers: 1, title: 'Open study: sit down as a reader' }),
    study,
  );
  const yours = await coordinator.invite(open, 'You', 'person');
  await coordinator.freeze(open);
  const reportFile = join(dataFolder, 'report.html');
  writeFileSync(reportFile, await session.bytes(`/api/studies/${study}/analysis/report.html`, 'text/html'));
  const lines = [
    '',
    analysis.title,
    'Readers are simulated: one second stands for a minute. These figures say nothing about people or patients.',
    '',
    ...analysis.endpoints.map((endpoint) => `  ${resultSentence(endpoint, analysis)}`),
    '',
    `  Web application   ${up.url}`,
    `  As coordinator    ${await coordinator.ownLink()}`,
    `                    or by login "coordinator"; signs with the password ${password}`,
    `  Report            ${up.url}/studies/${study}/analysis (after signing in as coordinator; also ${reportFile})`,
    `  Temporal Web UI   ${up.temporalUi}`,
    `  Read yourself     ${yours}`,
    '',
  ];
  process.stdout.write(lines.join('\n'));
}

/** The message of an error; where the API refused something, with its issues. */
function explained(error: unknown): string {
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error);
  const issues = (error.problem.issues ?? []).map(({ path, message }) => `\n  ${path}: ${message}`);
  return `${error.message}${issues.join('')}`;
}

const { launcher, up } = await startLectern();
try {
  log(`Lectern runs at ${up.url}`);
  await runDemo(up);
  if (!options.exit) {
    log('Ctrl-C stops everything.');
    await new Promise((done) => process.once('SIGINT', done));
  }
} catch (error) {
  log(`The demonstration failed: ${explained(error)} (logs: ${join(dataFolder, 'logs')})`);
  process.exitCode = 1;
} finally {
  await stopLectern(launcher);
}
