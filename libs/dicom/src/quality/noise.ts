import { medianOf } from './rank.js';
import type { GreySlice } from './stack-quality.js';

/** Median absolute deviation of a normal distribution, in its standard deviations. */
const madOfNormal = 0.6745;

/**
 * Standard deviation of the noise in the signal of the imaged body, in stored units: the median absolute diagonal detail of one Haar step over 0.6745 (Donoho and
 * Johnstone 1994), taken where the signal is, above the stack's mean, and not in the air around it, where magnitude images have another distribution (Coupe et al. 2010,
 * Medical Image Analysis 14:483). Of data that was interpolated, in which neighbours share their noise, it says less than there is.
 *
 * @param slices of one matrix
 * @returns undefined where no signal is
 */
export function noiseOf(slices: readonly GreySlice[], threshold: number): number | undefined {
  const details = new Float64Array(slices.reduce((sum, { rows, columns }) => sum + (rows >> 1) * (columns >> 1), 0));
  let count = 0;
  for (const { rows, columns, values } of slices)
    for (let row = 0; row + 1 < rows; row += 2)
      for (let column = 0; column + 1 < columns; column += 2) {
        const at = row * columns + column;
        const [a, b] = [values[at] as number, values[at + 1] as number];
        const [c, d] = [values[at + columns] as number, values[at + columns + 1] as number];
        if (a + b + c + d > 4 * threshold) details[count++] = Math.abs(a - b - c + d) / 2;
      }
  return count === 0 ? undefined : medianOf(details.subarray(0, count)) / madOfNormal;
}
