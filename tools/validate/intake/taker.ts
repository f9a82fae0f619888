import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { processorSecondsOf } from '../../bench/load/processor-time.js';
import type { Done, Task } from './take-in-process.js';

/** More of a processor's time than any whole file takes (seconds): a damaged one that takes more hangs, however crowded the machine is. */
const hangsAfterCpuSeconds = 20;
/** One that waits for something that never comes takes none (milliseconds). */
const hangsAfterMillis = 15 * 60_000;
const lookMillis = 500;

/** Hands tasks to a process of their own, one after the other, and starts another where one ends it. */
export class Taker {
  private child: ChildProcess | undefined;

  /** What came of a task; `crash` or `hang` where its process had to be replaced. */
  async take(task: Task): Promise<Done | 'crash' | 'hang'> {
    const child = (this.child ??= started());
    child.send(task);
    const clock = new AbortController();
    const { signal } = clock;
    const outcome = await Promise.race([
      once(child, 'message', { signal }).then(([done]) => done as Done),
      once(child, 'exit', { signal }).then((): 'crash' => 'crash'),
      hang(child, signal),
    ]);
    clock.abort();
    if (typeof outcome === 'string') this.stop();
    return outcome;
  }

  stop(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}

function started(): ChildProcess {
  const register = fileURLToPath(new URL('../../register.mjs', import.meta.url));
  return fork(fileURLToPath(new URL('take-in-process.ts', import.meta.url)), {
    execArgv: ['--expose-gc', '--import', register],
  });
}

function hang({ pid = 0 }: ChildProcess, signal: AbortSignal): Promise<'hang'> {
  const begun = { at: Date.now(), cpu: processorSecondsOf(pid) ?? 0 };
  const isHanging = (): boolean =>
    Date.now() - begun.at > hangsAfterMillis || (processorSecondsOf(pid) ?? 0) - begun.cpu > hangsAfterCpuSeconds;
  return new Promise((resolve) => {
    const timer = setInterval(() => isHanging() && resolve('hang'), lookMillis);
    signal.addEventListener('abort', () => clearInterval(timer));
  });
}
