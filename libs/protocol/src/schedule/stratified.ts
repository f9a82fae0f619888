import type { RandomStream } from './random-stream.js';

/** Anything that is balanced over strata. */
export interface Stratified {
  readonly number: number;
  readonly stratum: string;
}

/**
 * Dealt into `hands` hands whose sizes, in all and within each stratum, differ by at most one. Strata are dealt one after the other without a break, in the
 * order of their names; within a stratum, and where the dealing begins, chance decides.
 */
export function dealt<T extends Stratified>(items: readonly T[], hands: number, stream: RandomStream): T[][] {
  const out = Array.from({ length: hands }, (): T[] => []);
  let turn = stream.below(hands);
  for (const item of byStratumShuffled(items, stream)) (out[turn++ % hands] as T[]).push(item);
  return out;
}

/** Strata in the order of their names, each in random order. */
export function byStratumShuffled<T extends Stratified>(items: readonly T[], stream: RandomStream): T[] {
  const strata = [...new Set(items.map(({ stratum }) => stratum))].sort();
  return strata.flatMap((stratum) =>
    stream.shuffled(items.filter((item) => item.stratum === stratum).sort((a, b) => a.number - b.number)),
  );
}

/**
 * An order in which every beginning has its share of every stratum, to within less than one item, so that any stretch has it to within less than two
 * (the chairman assignment: Tijdeman 1980). Within a stratum, chance decides.
 */
export function evenlySpread<T extends Stratified>(items: readonly T[], stream: RandomStream): T[] {
  const queues = [...Map.groupBy(byStratumShuffled(items, stream), ({ stratum }) => stratum).values()];
  const total = items.length;
  if (queues.length < 2) return queues.flat();
  const slack = 1 / (2 * queues.length - 2);
  const taken = queues.map(() => 0);
  return Array.from({ length: total }, (_, step) => {
    const shares = queues.map((queue, q) => ((step + 1) * queue.length) / total - (taken[q] as number));
    const due = queues
      .map((queue, q) => ({ q, urgency: (1 - slack - (shares[q] as number)) / queue.length }))
      .filter(({ q }) => (shares[q] as number) >= slack - 1e-9 && (taken[q] as number) < (queues[q] as T[]).length)
      .sort((a, b) => a.urgency - b.urgency || a.q - b.q);
    const { q } = due[0] as { q: number };
    return (queues[q] as T[])[(taken[q] as number)++] as T;
  });
}
