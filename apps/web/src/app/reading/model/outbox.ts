import { signal } from '@angular/core';
import { ApiError, type Draft, type EventBatch, type ReadId, type StudyId, type Submission } from '@lectern/contracts';

interface Addressed {
  readonly study: StudyId;
  readonly read: ReadId;
}
export type Outgoing =
  | (Addressed & { readonly kind: 'events'; readonly body: EventBatch })
  | (Addressed & { readonly kind: 'draft'; readonly body: Draft })
  | (Addressed & { readonly kind: 'submission'; readonly body: Submission });

/** ok: what was sent arrived; lost: no answer, tried again; signed-out: the session ended, tried again too. */
export type Connection = 'ok' | 'lost' | 'signed-out';

export interface OutboxDeps {
  /** Sends one item. Whatever it resolves to is handed to `onSent`. */
  readonly send: (item: Outgoing) => Promise<unknown>;
  readonly onSent: (item: Outgoing, result: unknown) => void;
  /** The server will not take it, now or later. */
  readonly onRefused: (item: Outgoing, error: unknown) => void;
  /** Keeps what waits over a reload of the page. */
  readonly store: { load(): Outgoing[]; save(items: readonly Outgoing[]): void };
  /** Resolves after `millis`, or as soon as `wake` is called. */
  readonly pause: (millis: number) => { readonly done: Promise<void>; readonly wake: () => void };
}

const firstPauseMillis = 1_000;
const longestPauseMillis = 15_000;

/**
 * What a reading page has to tell the server, in order, one at a time, until it arrives. Every item may arrive twice (a lost answer is sent
 * again): the server recognises read, lease and sequence, or read and content. Drafts that have not left are replaced by newer ones.
 */
export class Outbox {
  readonly waiting = signal(0);
  readonly connection = signal<Connection>('ok');
  private items: Outgoing[];
  private inFlight: Outgoing | null = null;
  private working: Promise<void> | null = null;
  private wake: (() => void) | null = null;

  constructor(private readonly deps: OutboxDeps) {
    this.items = deps.store.load();
    this.waiting.set(this.items.length);
  }

  enqueue(item: Outgoing): void {
    if (item.kind === 'draft')
      this.items = this.items.filter(
        (other) => other.kind !== 'draft' || other.read !== item.read || other === this.inFlight,
      );
    this.items = [...this.items, item];
    this.changed();
    void this.flush();
  }

  /** Sends what waits. @returns when nothing waits any more */
  flush(): Promise<void> {
    this.working ??= this.work().finally(() => (this.working = null));
    return this.working;
  }

  /** The network may be back: does not wait for the next attempt. */
  retryNow(): void {
    this.wake?.();
  }

  /** Drops what waits for a read whose lease is lost; the server would refuse it. */
  forget(read: ReadId): void {
    this.items = this.items.filter((item) => item.read !== read || item === this.inFlight);
    this.changed();
  }

  /** As the page goes away: sends everything that waits at once; what does not arrive stays stored. */
  sendAll(): void {
    for (const item of this.items.filter((other) => other !== this.inFlight))
      this.deps.send(item).catch(() => undefined);
  }

  private async work(): Promise<void> {
    let pauseMillis = firstPauseMillis;
    for (let item = this.items[0]; item; item = this.items[0]) {
      const failure = await this.attempt(item);
      if (failure === null) {
        pauseMillis = firstPauseMillis;
        continue;
      }
      this.connection.set(failure);
      const { done, wake } = this.deps.pause(pauseMillis);
      this.wake = wake;
      await done;
      this.wake = null;
      pauseMillis = Math.min(2 * pauseMillis, longestPauseMillis);
    }
  }

  /** @returns null where the item is dealt with, else how the connection stands */
  private async attempt(item: Outgoing): Promise<Exclude<Connection, 'ok'> | null> {
    this.inFlight = item;
    try {
      const result = await this.deps.send(item);
      this.remove(item);
      this.deps.onSent(item, result);
    } catch (error) {
      const failure = connectionAfter(error);
      if (failure) return failure;
      this.remove(item);
      this.deps.onRefused(item, error);
    } finally {
      this.inFlight = null;
    }
    this.connection.set('ok');
    return null;
  }

  private remove(item: Outgoing): void {
    this.items = this.items.filter((other) => other !== item);
    this.changed();
  }

  private changed(): void {
    this.deps.store.save(this.items);
    this.waiting.set(this.items.length);
  }
}

/** Whether to try again: no answer, a server in trouble or a session that ended may pass; every other answer stands. */
function connectionAfter(error: unknown): Exclude<Connection, 'ok'> | null {
  if (error instanceof ApiError) {
    if (error.status === 401) return 'signed-out';
    return error.status >= 500 || error.status === 408 || error.status === 429 ? 'lost' : null;
  }
  const isNetwork =
    error instanceof TypeError ||
    (error instanceof DOMException && ['TimeoutError', 'AbortError'].includes(error.name));
  return isNetwork ? 'lost' : null;
}
