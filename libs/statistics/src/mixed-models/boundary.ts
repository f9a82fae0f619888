import type { Valued } from '../optimisation/index.js';

/** Relative standard deviations above this are not tried at zero. */
const SMALL = 0.01;

/**
 * Which relative standard deviations are zero: those that are small and at zero make the criterion no worse than its
 * rounding. Near zero the criterion is flat, so that a search stops short of it.
 *
 * @param point its components from `offset` on are the relative standard deviations
 * @returns their indices, counted from `offset`
 */
export function negligibleFactors(
  evaluate: (point: Float64Array) => Valued,
  point: Float64Array,
  offset: number,
): number[] {
  const zero: number[] = [];
  const value = evaluate(point).value;
  const trial = point.slice();
  for (let j = offset; j < point.length; j++) {
    if (Math.abs(point[j]!) > SMALL) continue;
    trial[j] = 0;
    if (evaluate(trial).value <= value + 1e-9 + 1e-12 * Math.abs(value)) zero.push(j - offset);
    else trial[j] = point[j]!;
  }
  return zero;
}
