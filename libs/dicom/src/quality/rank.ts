/**
 * The value that would stand at a place if the values were sorted (Hoare 1961, Find), in time linear in their number. Reorders the values: none before the place is
 * greater, none after it smaller.
 *
 * @param place from 0; there must be such a value, and none may be NaN
 */
export function ranked(values: Float64Array, place: number): number {
  let [left, right] = [0, values.length - 1];
  while (left < right) {
    const pivot = values[(left + right) >> 1] as number;
    let [i, j] = [left, right];
    while (i <= j) {
      while ((values[i] as number) < pivot) i++;
      while ((values[j] as number) > pivot) j--;
      if (i > j) break;
      const swapped = values[i] as number;
      values[i++] = values[j] as number;
      values[j--] = swapped;
    }
    if (place <= j) right = j;
    else if (place >= i) left = i;
    else break;
  }
  return values[place] as number;
}

/** Middle of the values; NaN of none. Reorders them. */
export function medianOf(values: Float64Array): number {
  const middle = values.length >> 1;
  if (values.length === 0) return Number.NaN;
  const upper = ranked(values, middle);
  if (values.length % 2) return upper;
  return (values.subarray(0, middle).reduce((most, each) => Math.max(most, each), -Infinity) + upper) / 2;
}
