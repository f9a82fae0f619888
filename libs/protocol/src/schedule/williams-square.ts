/**
 * Orders of K treatments in which each stands once in every place and follows every other equally often (Williams 1949): one square of K rows for an even K,
 * two for an odd one, the second with each row reversed.
 *
 * @returns squares of rows of treatment indices 0..K-1
 */
export function williamsSquares(K: number): number[][][] {
  const first = Array.from({ length: K }, (_, place) => (place % 2 === 0 ? place / 2 : K - (place + 1) / 2) % K);
  const square = Array.from({ length: K }, (_, row) => first.map((treatment) => (treatment + row) % K));
  return K % 2 === 0 ? [square] : [square, square.map((row) => [...row].reverse())];
}
