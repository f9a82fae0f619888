import type { EventBatch, ReadingEvent } from '@lectern/contracts';

const activityEveryMillis = 1_000;
const maxPerBatch = 500;

export type NumberedBatch = Pick<EventBatch, 'sequence' | 'events'>;

/**
 * Collects what happens in one read under one lease and cuts it into numbered batches. Page and viewer report independently, so events are put
 * in order of their time; nothing is put before the read was opened, nor before what has been handed out.
 */
export class EventCollector {
  private waiting: ReadingEvent[] = [];
  private lastActivity = -Infinity;
  /** The newest activity that was not kept; -Infinity where it was. */
  private unkept = -Infinity;
  private lastTaken: number;
  private nextSequence = 0;

  /** @param openedAt when this page opened the read, in ms of browser time */
  constructor(private readonly openedAt: number) {
    this.lastTaken = openedAt;
  }

  record(event: ReadingEvent): void {
    this.keepBeforePause(event.atMillis);
    this.put(event);
  }

  /** Any input by the reader; kept at most once a second, and the last before a pause, from which idle time counts. */
  activity(atMillis: number): void {
    if (atMillis < this.openedAt) return; // the viewer tells up to a second later: it was the read before
    this.keepBeforePause(atMillis);
    if (atMillis - this.lastActivity < activityEveryMillis) {
      this.unkept = atMillis;
      return;
    }
    [this.lastActivity, this.unkept] = [atMillis, -Infinity];
    this.put({ kind: 'activity', atMillis });
  }

  /** A shorter pause is idle by no rule. */
  private keepBeforePause(until: number): void {
    if (until - this.unkept > activityEveryMillis) this.keepLast();
  }

  private keepLast(): void {
    if (this.unkept === -Infinity) return;
    this.put({ kind: 'activity', atMillis: this.unkept });
    this.unkept = -Infinity;
  }

  private put(event: ReadingEvent): void {
    const atMillis = Math.max(event.atMillis, this.lastTaken);
    const later = this.waiting.findIndex((other) => other.atMillis > atMillis);
    this.waiting.splice(later < 0 ? this.waiting.length : later, 0, { ...event, atMillis });
  }

  /** Everything since the last call, as batches of at most 500 events, the last of them that they are sent; none where nothing happened. */
  takeBatches(atMillis: number): NumberedBatch[] {
    this.keepLast(); // whether a pause follows is not known yet
    if (this.waiting.length > 0) this.put({ kind: 'sent', atMillis });
    const batches: NumberedBatch[] = [];
    while (this.waiting.length > 0) batches.push({ sequence: this.nextSequence++, events: this.takeEvents() });
    return batches;
  }

  /** The end of the read: the last events travel with the submission, what exceeds their number goes ahead in batches. */
  takeFinal(): { batches: NumberedBatch[]; sequence: number; finalEvents: ReadingEvent[] } {
    const batches: NumberedBatch[] = [];
    while (this.waiting.length > maxPerBatch)
      batches.push({ sequence: this.nextSequence++, events: this.takeEvents() });
    const finalEvents = this.takeEvents();
    return { batches, sequence: this.nextSequence++, finalEvents };
  }

  private takeEvents(): ReadingEvent[] {
    const taken = this.waiting.splice(0, maxPerBatch);
    this.lastTaken = taken.at(-1)?.atMillis ?? this.lastTaken;
    return taken;
  }
}
