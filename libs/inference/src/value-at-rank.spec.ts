import { valueAtRank } from './value-at-rank.js';

const lists: Readonly<Record<string, readonly number[]>> = {
  one: [5],
  equal: [3, 3, 3, 3, 3],
  ascending: Array.from({ length: 100 }, (_, at) => at),
  descending: Array.from({ length: 101 }, (_, at) => -at),
  'with many ties': Array.from({ length: 997 }, (_, at) => (at * 7919) % 13),
  'without ties': Array.from({ length: 997 }, (_, at) => ((at * 7919) % 997) / 3 - 100),
  'an organ pipe': Array.from({ length: 200 }, (_, at) => Math.min(at, 200 - at)),
};

test.each(Object.entries(lists))('every rank of a list is what sorting gives: %s', (_, list) => {
  const sorted = Float64Array.from(list).sort();
  list.forEach((__, rank) => expect(valueAtRank(Float64Array.from(list), rank)).toBe(sorted[rank]));
});
