import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  patched,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { UpdateDefinition } from '@temporalio/common';
import type { Advance } from './activities.js';
import type { ActReference } from './acts.js';
import { recordChanged } from './signals.js';

/** Everything that a life carries from run to run: what is left out would be forgotten when the history begins anew. */
export interface LifeState {
  /** Acts that were conducted, newest last; one that comes again is refused. */
  readonly conducted: readonly ActReference[];
}

export const newLife: LifeState = { conducted: [] };

/** After a wake-up at which the record says that it is not time yet: its clock is behind Temporal's. Doubled each time, up to the most. */
const leastWaitMillis = 1_000;
const mostWaitMillis = 60_000;

/** An act is delivered again within minutes, if at all: this many are remembered. */
const remembered = 500;

/**
 * The life of a workflow that follows the record: advance, wait for a nudge, an act or the instant named, advance again, until nothing is left.
 *
 * An act (a withdrawal, an amendment) is in the record before it comes here as an update. Its validator is synchronous and changes nothing; it refuses what this
 * life has conducted already, or can conduct no more. An accepted one is answered when the record was read after it.
 */
export class RecordFollower {
  private readonly conducted: ActReference[];
  /** Changes that were told, and how many of them the newest reading of the record covers. */
  private told = 0;
  private covered = 0;
  private isOver = false;
  private patienceMillis = leastWaitMillis;

  constructor(state: LifeState) {
    this.conducted = [...state.conducted];
    setHandler(recordChanged, () => {
      this.told++;
    });
  }

  /** Takes acts of a kind. */
  conducts(act: UpdateDefinition<void, [ActReference]>): void {
    setHandler(act, (reference) => this.conduct(reference), { validator: (reference) => this.assertNew(reference) });
  }

  /**
   * @param advance an idempotent activity
   * @param again continues as a new run with the state given, where the history has grown; must not return
   */
  async follow<A extends Advance>(
    advance: () => Promise<A>,
    again: (state: LifeState) => Promise<never>,
    after?: (advanced: A) => Promise<void>,
  ): Promise<void> {
    for (;;) {
      const told = this.told; // before the record is read: what changes from here on is seen or told again
      const advanced = await advance();
      await after?.(advanced);
      this.covered = told;
      if (advanced.done && !(this.hasChanged() && patched('look-again-before-the-end'))) break;
      if (!advanced.done) await this.waitUntil(advanced.wakeAt);
      if (workflowInfo().continueAsNewSuggested) {
        await condition(allHandlersFinished);
        await again({ conducted: this.conducted.slice(-remembered) });
      }
    }
    this.isOver = true;
    await condition(allHandlersFinished);
  }

  private hasChanged(): boolean {
    return this.told > this.covered;
  }

  private assertNew(reference: ActReference): void {
    if (this.isOver) throw ApplicationFailure.nonRetryable('This conduct is over.', 'ConductOver');
    if (this.conducted.includes(reference))
      throw ApplicationFailure.nonRetryable('This act was conducted before.', 'ActConducted');
  }

  private async conduct(reference: ActReference): Promise<void> {
    this.conducted.push(reference);
    const mine = ++this.told;
    await condition(() => this.covered >= mine);
  }

  private async waitUntil(wakeAt: string | null): Promise<void> {
    if (wakeAt === null) return condition(() => this.hasChanged());
    const millis = Math.max(0, Date.parse(wakeAt) - Date.now()); // Temporal's own clock: the same at replay
    await condition(() => this.hasChanged(), millis >= leastWaitMillis ? this.inTime(millis) : this.tooEarly(millis));
  }

  private inTime(millis: number): number {
    this.patienceMillis = leastWaitMillis;
    return millis;
  }

  /** Looking again at once would spin until the record's clock has caught up. */
  private tooEarly(millis: number): number {
    if (!patched('wait-for-the-clock-of-the-record')) return millis;
    const wait = this.patienceMillis;
    this.patienceMillis = Math.min(2 * wait, mostWaitMillis);
    return wait;
  }
}
