import type { RandomStream } from './random-stream.js';

/** A read that is to be put in its place within a run of reads. */
export interface Item {
  readonly number: number;
  /** Earliest place, from 1, that keeps it apart from its last sight in an earlier session. */
  readonly release: number;
}

/**
 * A random order in which nothing comes before its release. Wherever some order does, this one does: at each place one of those released is drawn. Where none
 * does, the promise is broken, which `brokenPromises` finds.
 */
export function orderedByRelease(items: readonly Item[], stream: RandomStream): number[] {
  const waiting = [...items].sort((a, b) => a.release - b.release || a.number - b.number);
  const order: number[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ release }) => release > order.length + 1);
    const free = next === -1 ? waiting.length : Math.max(next, 1);
    const [drawn] = waiting.splice(stream.below(free), 1) as [Item];
    order.push(drawn.number);
  }
  return order;
}

/** How often a random order is tried before the plain one is taken. */
const attempts = 40;

/**
 * A random order of cases, some of which come twice, with at least `apart` other reads between. Possible wherever `apart` is less than the number of cases; the
 * plain order that is taken where chance finds none begins with those that come again and ends with them.
 */
export function orderedWithRepeats(
  cases: readonly number[],
  again: readonly number[],
  apart: number,
  stream: RandomStream,
): number[] {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const order = inserted(stream.shuffled(cases), stream.shuffled(again), apart, stream);
    if (order) return order;
  }
  const first = stream.shuffled(again);
  return [...first, ...stream.shuffled(cases.filter((number) => !again.includes(number))), ...first];
}

/** Each repeat at a random place behind its first read; what is put in later only moves the others further apart. */
function inserted(
  order: readonly number[],
  again: readonly number[],
  apart: number,
  stream: RandomStream,
): number[] | null {
  const out = [...order];
  for (const number of again) {
    const earliest = out.indexOf(number) + apart + 1;
    if (earliest > out.length) return null;
    out.splice(earliest + stream.below(out.length - earliest + 1), 0, number);
  }
  return out;
}
