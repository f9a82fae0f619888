import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** A whole installation on a data folder of its own: launcher, embedded PostgreSQL, Temporal, worker and API, as built. */
export interface LecternUp {
  /** One-time link of the first user. */
  readonly firstLink: string;
  /** Stops every process and removes the data folder. @throws Error with the logs where the launcher did not end well */
  stop(): Promise<void>;
}

/** @param modelsFolder holds the model packages that its worker may run @param settings values of its configuration, by the names of their variables */
export async function lecternUp(
  modelsFolder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<LecternUp> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'lectern-e2e-'));
  chmodSync(dataFolder, 0o755); // for root, PostgreSQL runs as another user; where that one could not enter, its files would lie elsewhere
  const launcher = fork(join(root, 'apps', 'cli', 'dist', 'main.js'), ['up', '--data', dataFolder], {
    cwd: dataFolder, // no lectern.yaml of the developer's
    env: { ...process.env, ...settings, LECTERN_MODELS_FOLDER: modelsFolder },
    execArgv: [], // not what this process was started with
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<number | null>((done) => launcher.once('exit', done));
  const stop = async (): Promise<void> => {
    if (launcher.exitCode === null) launcher.kill('SIGTERM');
    const code = await ended;
    const logs = code === 0 ? '' : logsBelow(dataFolder);
    rmSync(dataFolder, { recursive: true, force: true });
    if (code !== 0) throw new Error(`Lectern ended with ${code}\n${logs}`);
  };
  const up = await Promise.race([firstMessage(launcher), ended]);
  if (typeof up === 'object' && up) return { firstLink: up.firstLink, stop };
  await stop();
  throw new Error('Lectern ended before it was up');
}

function firstMessage(launcher: ChildProcess): Promise<{ readonly firstLink: string }> {
  return new Promise((done) => launcher.once('message', (message) => done(message as { firstLink: string })));
}

function logsBelow(dataFolder: string): string {
  const folder = join(dataFolder, 'logs');
  return readdirSync(folder)
    .map((name) => `--- ${name}\n${readFileSync(join(folder, name), 'utf8').slice(-4000)}`)
    .join('\n');
}
