import type { Protocol } from '@lectern/contracts';
import { arrangementOf } from '../session-plan.js';
import type { RandomStream } from './random-stream.js';
import type { ScheduledReader } from './schedule.js';
import { byStratumShuffled } from './stratified.js';

/** Where a reader stands in the design. Whoever replaces a drop-out stands in the same place. */
export interface Place {
  readonly reader: ScheduledReader;
  /** The reader who was given the place at freeze. */
  readonly root: number;
  /** From 0 over the whole roster: neighbours differ in plot. */
  readonly index: number;
  /** From 0: of parallel groups the one of the reader. */
  readonly arm: number;
  /** From 0: of a split-plot design its plot, else 0. */
  readonly plot: number;
  /** From 0 within the plot: neighbours differ in the order of conditions. */
  readonly turn: number;
}

/**
 * Gives every reader a place: strata of readers one after the other, chance within, so that plots, arms and orders have equal numbers of readers, in all and of
 * each stratum, give or take one. Replacements change nobody's place.
 *
 * @throws RangeError for a reader who replaces nobody of the roster
 */
export function placesOf(
  readers: readonly ScheduledReader[],
  { design, conditions }: Pick<Protocol, 'design' | 'conditions'>,
  stream: (purpose: string) => RandomStream,
): Place[] {
  const plots = design.kind === 'split-plot' ? design.plots : 1;
  const arms = arrangementOf(design).kind === 'parallel' ? conditions.length : 1;
  const first = readers.filter(({ replaces }) => replaces === undefined);
  const roster = byStratumShuffled(
    first.map(({ number, stratum = '' }) => ({ number, stratum })),
    stream('readers'),
  );
  const [firstPlot, firstArm] = [stream('first plot').below(plots), stream('first arm').below(arms)];
  const indexOf = new Map(roster.map(({ number }, index) => [number, index]));
  return readers.map((reader) => {
    const root = rootOf(reader, readers);
    const index = indexOf.get(root) as number;
    return {
      reader,
      root,
      index,
      arm: (index + firstArm) % arms,
      plot: (index + firstPlot) % plots,
      turn: Math.floor(index / plots),
    };
  });
}

function rootOf(reader: ScheduledReader, readers: readonly ScheduledReader[]): number {
  let current = reader;
  for (let steps = 0; current.replaces !== undefined; steps++) {
    const before = readers.find(({ number }) => number === current.replaces);
    if (!before || steps > readers.length)
      throw new RangeError(`Reader ${reader.number} replaces reader ${current.replaces}, who is not of the roster`);
    current = before;
  }
  return current.number;
}
