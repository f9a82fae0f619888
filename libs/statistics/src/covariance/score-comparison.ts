import type { CountTree } from './count-tree.js';
import { lowerBound, upperBound } from '../figures/ranking.js';

/**
 * One cell's scores, prepared so that the comparisons of all pairs of a negative and a positive case can be summed in
 * O(n log n). Arrays are indexed by case of the study.
 */
export interface ScoreComparison {
  /** Number of the cell's negative scores that are less; for a negative its place among them. */
  readonly place: Int32Array;
  /** 1 for a positive case whose score a negative one shares. */
  readonly tied: Uint8Array;
  readonly read: Uint8Array;
  /** Cases by rising place. */
  readonly negatives: Int32Array;
  readonly positives: Int32Array;
  /** The case's comparisons (1, 1/2, 0), summed over the other class. */
  readonly sums: Float64Array;
  readonly total: number;
}

/**
 * @param scores by case of the study
 * @param cases the cases that the cell read, of both classes
 */
export function compareScores(scores: Float64Array, negatives: Int32Array, positives: Int32Array): ScoreComparison {
  const ascending = Float64Array.from(negatives, (c) => scores[c]!).sort();
  const ascendingPositives = Float64Array.from(positives, (c) => scores[c]!).sort();
  const place = new Int32Array(scores.length);
  const tied = new Uint8Array(scores.length);
  const read = new Uint8Array(scores.length);
  const sums = new Float64Array(scores.length);
  let total = 0;
  for (const c of positives) {
    const less = lowerBound(ascending, scores[c]!);
    const notMore = upperBound(ascending, scores[c]!);
    place[c] = less;
    tied[c] = notMore > less ? 1 : 0;
    read[c] = 1;
    sums[c] = (less + notMore) / 2;
    total += sums[c]!;
  }
  for (const c of negatives) {
    place[c] = lowerBound(ascending, scores[c]!);
    read[c] = 1;
    const less = lowerBound(ascendingPositives, scores[c]!);
    const notMore = upperBound(ascendingPositives, scores[c]!);
    sums[c] = positives.length - (less + notMore) / 2;
  }
  const order = (cases: Int32Array): Int32Array => sortByPlace(cases, place, ascending.length);
  return { place, tied, read, negatives: order(negatives), positives: order(positives), sums, total };
}

/** Counting sort: places are 0 ... size. */
function sortByPlace(cases: Int32Array, place: Int32Array, size: number): Int32Array {
  const starts = new Int32Array(size + 2);
  for (const c of cases) starts[place[c]! + 1]!++;
  for (let p = 0; p <= size; p++) starts[p + 1]! += starts[p]!;
  const sorted = new Int32Array(cases.length);
  for (const c of cases) sorted[starts[place[c]!]!++] = c;
  return sorted;
}

/**
 * Sum over all pairs (i negative, j positive) that both cells read of a's comparison times b's, in O(n log n): negatives
 * enter in the order of a's scores, and a tree counts those entered below each place in b's.
 */
export function productSum(a: ScoreComparison, b: ScoreComparison, tree: CountTree): number {
  tree.clear(b.negatives.length);
  let quarters = 0;
  let n = 0;
  let p = 0;
  const enterUpTo = (place: number): void => {
    for (; n < a.negatives.length && a.place[a.negatives[n]!]! <= place; n++) {
      const c = a.negatives[n]!;
      if (b.read[c] === 1) tree.add(b.place[c]!);
    }
  };
  while (p < a.positives.length) {
    const place = a.place[a.positives[p]!]!;
    const first = p;
    let anyTied = false;
    enterUpTo(place - 1); // now all negatives entered are less in a
    for (; p < a.positives.length && a.place[a.positives[p]!] === place; p++) {
      const c = a.positives[p]!;
      if (a.tied[c] === 1) anyTied = true;
      if (b.read[c] === 1) quarters += (a.tied[c] === 1 ? 1 : 2) * tree.halvesBelow(b.place[c]!, b.tied[c]!);
    }
    if (!anyTied) continue;
    enterUpTo(place); // and those equal
    for (let k = first; k < p; k++) {
      const c = a.positives[k]!;
      if (a.tied[c] === 1 && b.read[c] === 1) quarters += tree.halvesBelow(b.place[c]!, b.tied[c]!);
    }
  }
  return quarters / 4;
}
