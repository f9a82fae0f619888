import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** How long a process may take to end before it is killed (milliseconds). */
const PATIENCE_MILLIS = 15_000;

/**
 * Ends a process that an earlier, killed launcher left behind. It is touched only if its command line still names `mark` (its data folder), since
 * process numbers are used again.
 */
export async function endLeftover(pid: number, mark: string, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (!isRunning(pid) || !commandLineOf(pid).includes(mark)) return;
  process.kill(pid, signal);
  const end = Date.now() + PATIENCE_MILLIS;
  while (isRunning(pid)) {
    if (Date.now() > end) process.kill(pid, 'SIGKILL');
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

/** Empty where the system does not tell (other than Linux). */
function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
