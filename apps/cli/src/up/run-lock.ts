import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { commandLineOf, endLeftover, isRunning, type NotedProcess } from './leftover-process.js';

interface Running {
  readonly launcher: number;
  /** In the order in which they were first started. */
  readonly children: Readonly<Record<string, NotedProcess>>;
}

/** The data folder is in use by another launcher. */
export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
}

/**
 * One launcher a data folder. Notes the processes that belong to it as they start, so that the next start can end what a killed launcher left behind.
 */
export class RunLock {
  private readonly file: string;
  private children: Readonly<Record<string, NotedProcess>> = {};

  private constructor(dataFolder: string) {
    this.file = join(dataFolder, 'run.json');
  }

  /** @throws AlreadyRunningError */
  static async take(dataFolder: string): Promise<RunLock> {
    mkdirSync(dataFolder, { recursive: true });
    const lock = new RunLock(dataFolder);
    const before = lock.read();
    if (before && before.launcher !== process.pid && isLauncher(before.launcher)) {
      throw new AlreadyRunningError(
        `Lectern already runs on ${dataFolder} (process ${before.launcher}). Stop it first, or name another folder with --data.`,
      );
    }
    for (const child of Object.values(before?.children ?? {}).reverse()) await endLeftover(child);
    lock.write();
    return lock;
  }

  /** Asks the launcher of a data folder to stop, waits until it has, and ends what it may have left behind. */
  static async end(dataFolder: string): Promise<void> {
    const running = new RunLock(dataFolder).read();
    if (!running) return;
    if (isLauncher(running.launcher)) process.kill(running.launcher, 'SIGTERM');
    while (isLauncher(running.launcher)) await wait(50);
    (await RunLock.take(dataFolder)).release();
  }

  note(name: string, child: NotedProcess): void {
    this.children = { ...this.children, [name]: child };
    this.write();
  }

  release(): void {
    rmSync(this.file, { force: true });
  }

  /** Whole or not at all: a launcher may be killed at any moment. */
  private write(): void {
    const running: Running = { launcher: process.pid, children: this.children };
    writeFileSync(`${this.file}.new`, JSON.stringify(running));
    renameSync(`${this.file}.new`, this.file);
  }

  private read(): Running | null {
    return existsSync(this.file) ? (JSON.parse(readFileSync(this.file, 'utf8')) as Running) : null;
  }
}

const isLauncher = (pid: number): boolean => isRunning(pid) && commandLineOf(pid).includes('node');
