import type { ReadOfStudy } from './read-table.js';

/** What became of one reader's decisions from one condition to the other, counted over cases decided in both. */
export interface ReaderChanges {
  readonly reader: string;
  /** Wrong, then right. */
  readonly better: number;
  /** Right, then wrong. */
  readonly worse: number;
  readonly stayedRight: number;
  readonly stayedWrong: number;
}

/** Benefit and harm by reader, in the order of their numbers. */
export function changesByReader(reads: readonly ReadOfStudy[], from: string, to: string): ReaderChanges[] {
  const later = new Map(
    reads.filter(({ condition }) => condition === to).map((read) => [keyOf(read), read.decision === read.positive]),
  );
  const pairs = reads
    .filter((read) => read.condition === from && read.decision !== null)
    .flatMap((read) => {
      const after = later.get(keyOf(read));
      return after === undefined ? [] : [{ reader: read.reader, before: read.decision === read.positive, after }];
    });
  const readers = [...new Set(pairs.map(({ reader }) => reader))].sort((a, b) => Number(a) - Number(b));
  return readers.map((reader) => {
    const count = (before: boolean, after: boolean) =>
      pairs.filter((pair) => pair.reader === reader && pair.before === before && pair.after === after).length;
    return {
      reader,
      better: count(false, true),
      worse: count(true, false),
      stayedRight: count(true, true),
      stayedWrong: count(false, false),
    };
  });
}

const keyOf = ({ reader, case: of }: ReadOfStudy): string => JSON.stringify([reader, of]);
