import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** How long a process may take to end before it is killed (milliseconds). */
const PATIENCE_MILLIS = 15_000;

/** A process as a launcher notes it for the next one. */
export interface NotedProcess {
  readonly pid: number;
  /** Stands in its command line and in no other installation's. */
  readonly mark: string;
  readonly stopSignal: NodeJS.Signals;
}

/** Ends a process that an earlier, killed launcher left behind. Process numbers are used again: it is touched only if its command line has its mark. */
export async function endLeftover({ pid, mark, stopSignal }: NotedProcess): Promise<void> {
  const isStillThere = (): boolean => isRunning(pid) && commandLineOf(pid).includes(mark);
  if (!isStillThere()) return;
  send(pid, stopSignal);
  const end = Date.now() + PATIENCE_MILLIS;
  while (isStillThere()) {
    if (Date.now() > end) send(pid, 'SIGKILL');
    await wait(50);
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Empty for a process that has ended and waits for its parent to take note. */
export function commandLineOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // ended meanwhile
  }
}
