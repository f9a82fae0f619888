import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endLeftover, isRunning } from './leftover-process.js';

interface Running {
  readonly launcher: number;
  readonly children: Record<string, number | undefined>;
}

/** The data folder is in use by another launcher. */
export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
}

/**
 * One launcher a data folder. Notes the processes that belong to it, so that the next start can end what a killed launcher left behind.
 */
export class RunLock {
  private readonly file: string;

  private constructor(private readonly dataFolder: string) {
    this.file = join(dataFolder, 'run.json');
  }

  /** @throws AlreadyRunningError */
  static async take(dataFolder: string): Promise<RunLock> {
    mkdirSync(dataFolder, { recursive: true });
    const lock = new RunLock(dataFolder);
    const before = lock.read();
    if (
      before &&
      before.launcher !== process.pid &&
      isRunning(before.launcher) &&
      commandMentionsNode(before.launcher)
    ) {
      throw new AlreadyRunningError(
        `Lectern already runs on ${dataFolder} (process ${before.launcher}). Stop it first, or name another folder with --data.`,
      );
    }
    for (const pid of Object.values(before?.children ?? {})) if (pid !== undefined) await endLeftover(pid, dataFolder);
    lock.note({});
    return lock;
  }

  note(children: Record<string, number | undefined>): void {
    writeFileSync(this.file, JSON.stringify({ launcher: process.pid, children } satisfies Running));
  }

  release(): void {
    rmSync(this.file, { force: true });
  }

  private read(): Running | null {
    if (!existsSync(this.file)) return null;
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as Running;
    } catch {
      return null; // cut off while it was written: nothing to learn from it
    }
  }
}

function commandMentionsNode(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node');
  } catch {
    return true;
  }
}
