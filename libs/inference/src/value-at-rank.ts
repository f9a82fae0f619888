/**
 * The value at a rank, counting from 0, of values in ascending order: what sorting would give, in linear time
 * (Hoare's selection with the median of three as pivot).
 *
 * @param values finite; their order is changed
 */
export function valueAtRank(values: Float64Array, rank: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = medianOfThree(values[low] as number, values[(low + high) >> 1] as number, values[high] as number);
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] as number) < pivot) left++;
      while ((values[right] as number) > pivot) right--;
      if (left > right) break;
      const swapped = values[left] as number;
      values[left++] = values[right] as number;
      values[right--] = swapped;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return values[rank] as number;
  }
  return values[rank] as number;
}

/** The value at rank floor(q (N - 1)), counting from 0, in ascending order. No interpolation. */
export function valueAtQuantile(values: Float64Array, quantile: number): number {
  return valueAtRank(values, Math.floor(quantile * (values.length - 1)));
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
