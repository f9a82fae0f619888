import { allHandlersFinished, condition, setHandler, workflowInfo } from '@temporalio/workflow';
import { recordChanged } from './signals.js';
import type { Advance } from './activities.js';

/**
 * The life of a workflow that follows the record: advance, wait for a nudge or the instant named, advance again, until nothing is left.
 *
 * @param advance an idempotent activity
 * @param again continues as a new run where the history has grown; must not return
 */
export async function followRecord<A extends Advance>(
  advance: () => Promise<A>,
  again: () => Promise<never>,
  after?: (advanced: A) => Promise<void>,
): Promise<void> {
  let changed = false;
  setHandler(recordChanged, () => {
    changed = true;
  });
  for (;;) {
    changed = false; // before the record is read: what changes from here on is seen or nudges again
    const advanced = await advance();
    await after?.(advanced);
    if (advanced.done) break;
    await waitUntil(() => changed, advanced.wakeAt);
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await again();
    }
  }
  await condition(allHandlersFinished);
}

async function waitUntil(changed: () => boolean, wakeAt: string | null): Promise<void> {
  if (wakeAt === null) return condition(changed);
  const millis = Math.max(0, Date.parse(wakeAt) - Date.now()); // Temporal's own clock: the same at replay
  await condition(changed, millis);
}
