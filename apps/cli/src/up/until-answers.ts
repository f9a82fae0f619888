import { setTimeout as wait } from 'node:timers/promises';

/** Asks again until there is an answer. @throws the last failure after `patienceMillis`; the reason of an aborted `signal` */
export async function untilAnswers<T>(
  ask: () => Promise<T>,
  patienceMillis: number,
  signal: AbortSignal | undefined,
): Promise<T> {
  const end = Date.now() + patienceMillis;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > end) throw error;
      await wait(50);
    }
  }
}
