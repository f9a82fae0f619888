import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Done, Task } from './take-in-process.js';

/** Longer than any whole file takes; a damaged one that takes longer hangs. */
const hangsAfterMillis = 20_000;

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
      later(signal),
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
  return fork(fileURLToPath(new URL('take-in-process.ts', import.meta.url)), { execArgv: ['--import', register] });
}

function later(signal: AbortSignal): Promise<'hang'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('hang'), hangsAfterMillis);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
