import type { GreySlice } from './stack-quality.js';

/** An in-plane shift in pixels. */
interface Shift {
  readonly row: number;
  readonly column: number;
}

/** Rows and columns at the edge that are left out: there a shift brings in what the other slices do not show. */
const margin = 4;
const rounds = 3;

/**
 * How far each slice but the first and last lies from where its two neighbours would have it, mm: the in-plane shift that brings it onto their mean, by least squares
 * on the gradient (Lucas and Kanade 1981), repeated. What changes evenly from slice to slice, as anatomy does, cancels; what jumps, as a moving fetus does, stays.
 * Movement through the plane and rotation are seen only by what they shift.
 *
 * @param spacingMm distance between rows, then between columns
 */
export function displacementsMm(slices: readonly GreySlice[], spacingMm: readonly [number, number]): number[] {
  const pixels = slices[0]?.values.length ?? 0;
  const [once, mean, x, y] = Array.from({ length: 4 }, () => new Float32Array(pixels)) as Scratch;
  const smooth = slices.map((slice) => ({ ...slice, values: smoothed(slice, once) })); // the mean of smoothed slices is the smoothed mean
  return smooth.slice(1, -1).map((slice, index) => {
    putMean(mean, smooth[index] as GreySlice, smooth[index + 2] as GreySlice);
    const { row, column } = shiftBetween({ ...slice, values: mean }, slice, x, y);
    return Math.hypot(row * spacingMm[0], column * spacingMm[1]);
  });
}

/** One slice's worth each, used again from slice to slice: new ones for each would cost more to clear away than to fill. */
type Scratch = [once: Float32Array, mean: Float32Array, x: Float32Array, y: Float32Array];

function putMean(mean: Float32Array, { values: before }: GreySlice, { values: after }: GreySlice): void {
  for (let at = 0; at < mean.length; at++) mean[at] = ((before[at] as number) + (after[at] as number)) / 2;
}

/** The shift that brings the moving image onto the fixed one. @param x and y are written over */
function shiftBetween(fixed: GreySlice, moving: GreySlice, x: Float32Array, y: Float32Array): Shift {
  const gradients = gradientsOf(fixed, x, y);
  let shift: Shift = { row: 0, column: 0 };
  for (let round = 0; round < rounds; round++) {
    const step = gradientStep(fixed, gradients, moving, shift);
    shift = { row: bounded(shift.row + step.row), column: bounded(shift.column + step.column) };
  }
  return shift;
}

/** More than the margin cannot be told. */
const bounded = (pixels: number): number => Math.min(margin, Math.max(-margin, pixels));

interface Gradients {
  /** Along rows and along columns, by pixel; within the margin they say nothing. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Sums of their products: the normal equations, the same in each round. */
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

function gradientsOf({ rows, columns, values }: GreySlice, x: Float32Array, y: Float32Array): Gradients {
  let [xx, xy, yy] = [0, 0, 0];
  for (let row = margin + 1; row < rows - margin - 1; row++)
    for (let at = row * columns + margin + 1; at < (row + 1) * columns - margin - 1; at++) {
      const gx = ((values[at + 1] as number) - (values[at - 1] as number)) / 2;
      const gy = ((values[at + columns] as number) - (values[at - columns] as number)) / 2;
      x[at] = gx;
      y[at] = gy;
      xx += gx * gx;
      xy += gx * gy;
      yy += gy * gy;
    }
  return { x, y, xx, xy, yy };
}

/** Solves the normal equations of one Gauss-Newton step; nothing where the images have no edges. The moving image is sampled between its pixels, bilinearly. */
function gradientStep(
  { rows, columns, values }: GreySlice,
  { x, y, xx, xy, yy }: Gradients,
  { values: moving }: GreySlice,
  shift: Shift,
): Shift {
  const determinant = xx * yy - xy * xy;
  if (!(determinant > 1e-6 * xx * yy)) return { row: 0, column: 0 };
  const [down, right] = [Math.floor(shift.row), Math.floor(shift.column)];
  const [v, u] = [shift.row - down, shift.column - right];
  const [a, b, c, d] = [(1 - v) * (1 - u), (1 - v) * u, v * (1 - u), v * u]; // the same for each pixel
  const offset = down * columns + right;
  let [xe, ye] = [0, 0];
  for (let row = margin + 1; row < rows - margin - 1; row++)
    for (let at = row * columns + margin + 1; at < (row + 1) * columns - margin - 1; at++) {
      const from = at + offset;
      const sampled =
        a * (moving[from] as number) +
        b * (moving[from + 1] as number) +
        c * (moving[from + columns] as number) +
        d * (moving[from + columns + 1] as number);
      const error = (values[at] as number) - sampled;
      xe += (x[at] as number) * error;
      ye += (y[at] as number) * error;
    }
  return { row: (xx * ye - xy * xe) / determinant, column: (yy * xe - xy * ye) / determinant };
}

/** Means of 3 by 3 pixels, twice: noise has gradients too, and a gradient must reach as far as a shift. */
function smoothed(slice: GreySlice, once: Float32Array): Float32Array {
  const result = new Float32Array(once.length);
  blur(slice, once);
  blur({ ...slice, values: once }, result);
  return result;
}

/** Sums of three rows, then of three of those: two additions a pixel and pass instead of eight. The outermost pixels stay as they are. */
function blur({ rows, columns, values }: GreySlice, result: Float32Array): void {
  result.set(values);
  const sums = new Float64Array(columns);
  for (let row = 1; row < rows - 1; row++) {
    const line = row * columns;
    for (let column = 0, at = line; column < columns; column++, at++)
      sums[column] = (values[at - columns] as number) + (values[at] as number) + (values[at + columns] as number);
    for (let column = 1; column < columns - 1; column++)
      result[line + column] =
        ((sums[column - 1] as number) + (sums[column] as number) + (sums[column + 1] as number)) / 9;
  }
}
