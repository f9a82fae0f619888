import type { ReadingEvent } from '@lectern/contracts';
import { canonicalJson } from '@lectern/evidence';

/** A batch as stored; `receivedAt` in ms on the server's clock. */
export interface ReceivedBatch {
  readonly lease: number;
  readonly sequence: number;
  readonly receivedAt: number;
  readonly events: readonly ReadingEvent[];
}

/** The time in which the server held a lease to be current, in ms on its clock. */
export interface LeaseWindow {
  readonly lease: number;
  readonly from: number;
  readonly to: number;
}

/** An event laid over the server's clock, never outside its lease's window. */
export interface TimedEvent {
  readonly at: number;
  readonly event: ReadingEvent;
}

export interface Timeline {
  readonly lease: number;
  readonly events: readonly TimedEvent[];
  readonly hasGap: boolean;
  readonly clockJumped: boolean;
}

/** Network and timer noise that no one would call a jump of the clock. */
const backwardTolerance = 1;
const earlyTolerance = 2000;

/**
 * The events of one lease in the order in which the page reported them, each once, on the server's clock. The smallest difference between a batch's arrival
 * and its last event is taken for the difference of the clocks: waiting in a queue only makes others larger.
 */
export function timelineOf(window: LeaseWindow, received: readonly ReceivedBatch[]): Timeline {
  const batches = eachSequenceOnce(received.filter((batch) => batch.lease === window.lease));
  const events = eachEventOnce(batches.flatMap((batch) => batch.events));
  const offset = Math.min(...batches.map((batch) => batch.receivedAt - lastMillis(batch.events)));
  let latest = -Infinity;
  let clockJumped = false;
  const timed = events.map((event) => {
    const at = event.atMillis + offset;
    const claimsTooEarly = event.kind !== 'page-opened' && at < window.from - earlyTolerance;
    if (at < latest - backwardTolerance || claimsTooEarly) clockJumped = true;
    latest = Math.max(latest, at);
    return { at: Math.min(Math.max(latest, window.from), window.to), event };
  });
  return {
    lease: window.lease,
    events: timed,
    hasGap: batches.some((batch, index) => batch.sequence !== index),
    clockJumped,
  };
}

function eachSequenceOnce(batches: readonly ReceivedBatch[]): ReceivedBatch[] {
  const bySequence = new Map<number, ReceivedBatch>();
  for (const batch of batches) {
    const known = bySequence.get(batch.sequence);
    if (!known || batch.receivedAt < known.receivedAt) bySequence.set(batch.sequence, batch);
  }
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}

/** A page that had no answer may report an event again in a later batch. */
function eachEventOnce(events: readonly ReadingEvent[]): ReadingEvent[] {
  return [...new Map(events.map((event) => [canonicalJson(event), event])).values()];
}

function lastMillis(events: readonly ReadingEvent[]): number {
  return events.reduce((last, event) => Math.max(last, event.atMillis), -Infinity);
}
