import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';

const script = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));

/** What a launcher says when everything runs. */
export interface Up {
  readonly url: string;
  readonly firstLink: string | null;
}

/** `lectern up` as a process of its own, as built, on a data folder. */
export class Launcher {
  private said = '';
  readonly up: Promise<Up>;
  readonly ended: Promise<number | null>;

  private constructor(private readonly child: ChildProcess) {
    child.stderr?.on('data', (text: Buffer) => (this.said += text.toString()));
    this.ended = new Promise((resolve) => child.once('exit', resolve));
    this.up = new Promise((resolve, reject) => {
      child.once('message', (up) => resolve(up as Up));
      child.once('exit', (code) => reject(new Error(`the launcher ended with ${code}: ${this.said}`)));
    });
    this.up.catch(() => undefined); // whoever waits for it hears of it
  }

  /** A process group of its own stands for the terminal's: `kill` with `group` is Ctrl-C. */
  static start(dataFolder: string, environment: Readonly<Record<string, string>> = {}): Launcher {
    const child = fork(script, ['up', '--data', dataFolder], {
      env: { ...process.env, NODE_OPTIONS: '', ...environment },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      detached: true,
    });
    return new Launcher(child);
  }

  /** `lectern down` on a data folder. */
  static down(dataFolder: string): void {
    execFileSync(process.execPath, [script, 'down', '--data', dataFolder], {
      env: { ...process.env, NODE_OPTIONS: '' },
    });
  }

  /** How often it said that a process ended unasked. */
  restartsOf(name: string): number {
    return this.said.split(`${name} ended unasked`).length - 1;
  }

  /** @returns the exit code; null where the signal itself ended it */
  kill(signal: NodeJS.Signals, to: 'launcher' | 'group' = 'launcher'): Promise<number | null> {
    const { pid, exitCode, signalCode } = this.child;
    if (pid !== undefined && exitCode === null && signalCode === null)
      process.kill(to === 'group' ? -pid : pid, signal);
    return this.ended;
  }
}

/** A data folder for one test. As root, PostgreSQL runs as its own user and must be able to pass through. */
export function temporaryDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-installation-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Kills whatever still runs on a data folder, and removes it. */
export function removeDataFolder(folder: string): void {
  for (const { pid } of processesOn(folder)) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** Processes, of whoever, whose command line names a data folder (Linux). */
export function processesOn(folder: string): { readonly pid: number; readonly command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), command: commandLine(name) }))
    .filter(({ command }) => command.includes(folder));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // ended meanwhile
  }
}

/** The process that a launcher notes under a name. */
export function notedPid(folder: string, name: string): number {
  const { children } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as {
    children: Record<string, { pid: number }>;
  };
  const noted = children[name];
  if (!noted) throw new Error(`the launcher has noted no ${name}`);
  return noted.pid;
}

/** @throws Error, naming what was waited for, after `seconds` */
export async function until(what: string, is: () => boolean | Promise<boolean>, seconds = 90): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  while (!(await is())) {
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}`);
    await wait(10);
  }
}
