import type { Protocol } from '@lectern/contracts';
import { arrangementOf } from '../session-plan.js';
import type { CaseShare } from './case-shares.js';
import type { Place } from './places.js';
import type { RandomStream } from './random-stream.js';
import { dealt } from './stratified.js';
import { williamsSquares } from './williams-square.js';

/** How one reader reads one case. */
export interface ArrangedCase {
  readonly number: number;
  readonly stratum: string;
  /** From 0: cases of a set share their order of conditions, so that they stand together. */
  readonly set: number;
  /** The condition of each period; of a sequential read, the first stage. */
  readonly conditions: readonly string[];
}

type Stream = (purpose: string) => RandomStream;

/** The conditions of every case of a place, period by period. */
export function arrangedCases(protocol: Protocol, place: Place, share: CaseShare, stream: Stream): ArrangedCase[] {
  const arrangement = arrangementOf(protocol.design);
  const conditions = protocol.conditions.map(({ id }) => id);
  switch (arrangement.kind) {
    case 'crossover':
      return arrangement.counterbalance === 'within-session'
        ? crossedOverSets(conditions, place, share, stream)
        : inOneOrder(orderOf(conditions, place.turn, stream), share);
    case 'sequential':
      return inOneOrder([arrangement.stages[0] as string], share);
    case 'parallel':
      return inOneOrder([conditions[place.arm] as string], share);
    case 'concurrent':
      return sideBySide(conditions, place, share, stream);
  }
}

const inOneOrder = (order: readonly string[], { cases }: CaseShare): ArrangedCase[] =>
  cases.map(({ number, stratum }) => ({ number, stratum, set: 0, conditions: order }));

/** The rows of the Williams squares: squares in random order, the rows of each in random order. */
function rowsOf(conditions: readonly string[], stream: Stream): string[][] {
  const chance = stream('orders of conditions');
  return chance
    .shuffled(williamsSquares(conditions.length))
    .flatMap((square) => chance.shuffled(square))
    .map((row) => row.map((index) => conditions[index] as string));
}

function orderOf(conditions: readonly string[], turn: number, stream: Stream): string[] {
  const rows = rowsOf(conditions, stream);
  return rows[turn % rows.length] as string[];
}

/** As many sets of cases as there are rows; in each period a reader reads every set in another row's condition, and the next reader the sets one row on. */
function crossedOverSets(
  conditions: readonly string[],
  place: Place,
  share: CaseShare,
  stream: Stream,
): ArrangedCase[] {
  const rows = rowsOf(conditions, stream);
  const sets = dealt(share.cases, rows.length, stream(`sets of ${share.name}`));
  return sets.flatMap((cases, set) =>
    cases.map(({ number, stratum }) => ({
      number,
      stratum,
      set,
      conditions: rows[(set + place.turn) % rows.length] as string[],
    })),
  );
}

/** As many sets as conditions; each set in one of them, the next reader's one on. */
function sideBySide(conditions: readonly string[], place: Place, share: CaseShare, stream: Stream): ArrangedCase[] {
  const order = stream('orders of conditions').shuffled(conditions);
  const sets = dealt(share.cases, order.length, stream(`sets of ${share.name}`));
  return sets.flatMap((cases, set) =>
    cases.map(({ number, stratum }) => ({
      number,
      stratum,
      set,
      conditions: [order[(set + place.turn) % order.length] as string],
    })),
  );
}
