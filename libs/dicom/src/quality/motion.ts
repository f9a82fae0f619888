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
  return slices.slice(1, -1).map((slice, index) => {
    const [before, after] = [slices[index] as GreySlice, slices[index + 2] as GreySlice];
    const mean = smoothed({
      ...slice,
      values: before.values.map((value, at) => (value + (after.values[at] as number)) / 2),
    });
    const { row, column } = shiftBetween(mean, smoothed(slice));
    return Math.hypot(row * spacingMm[0], column * spacingMm[1]);
  });
}

/** The shift that brings the moving image onto the fixed one. */
function shiftBetween(fixed: GreySlice, moving: GreySlice): Shift {
  let shift: Shift = { row: 0, column: 0 };
  for (let round = 0; round < rounds; round++) {
    const step = gradientStep(fixed, moving, shift);
    shift = { row: bounded(shift.row + step.row), column: bounded(shift.column + step.column) };
  }
  return shift;
}

/** More than the margin cannot be told. */
const bounded = (pixels: number): number => Math.min(margin, Math.max(-margin, pixels));

/** Solves the normal equations of one Gauss-Newton step; nothing where the images have no edges. */
function gradientStep({ rows, columns, values }: GreySlice, moving: GreySlice, shift: Shift): Shift {
  let [xx, xy, yy, xe, ye] = [0, 0, 0, 0, 0];
  for (let row = margin + 1; row < rows - margin - 1; row++)
    for (let column = margin + 1; column < columns - margin - 1; column++) {
      const at = row * columns + column;
      const gx = ((values[at + 1] as number) - (values[at - 1] as number)) / 2;
      const gy = ((values[at + columns] as number) - (values[at - columns] as number)) / 2;
      const error = (values[at] as number) - sampleAt(moving, row + shift.row, column + shift.column);
      xx += gx * gx;
      xy += gx * gy;
      yy += gy * gy;
      xe += gx * error;
      ye += gy * error;
    }
  const determinant = xx * yy - xy * xy;
  if (!(determinant > 1e-6 * xx * yy)) return { row: 0, column: 0 };
  return { row: (xx * ye - xy * xe) / determinant, column: (yy * xe - xy * ye) / determinant };
}

/** Bilinear; the place lies inside. */
function sampleAt({ columns, values }: GreySlice, row: number, column: number): number {
  const [r, c] = [Math.floor(row), Math.floor(column)];
  const [v, u] = [row - r, column - c];
  const at = r * columns + c;
  const above = (values[at] as number) * (1 - u) + (values[at + 1] as number) * u;
  const below = (values[at + columns] as number) * (1 - u) + (values[at + columns + 1] as number) * u;
  return above * (1 - v) + below * v;
}

/** Means of 3 by 3 pixels, twice: noise has gradients too, and a gradient must reach as far as a shift. */
function smoothed(slice: GreySlice): GreySlice {
  return blurred(blurred(slice));
}

function blurred({ rows, columns, values }: GreySlice): GreySlice {
  const result = Float32Array.from(values);
  for (let row = 1; row < rows - 1; row++)
    for (let column = 1; column < columns - 1; column++) {
      let sum = 0;
      for (let r = -1; r <= 1; r++)
        for (let c = -1; c <= 1; c++) sum += values[(row + r) * columns + column + c] as number;
      result[row * columns + column] = sum / 9;
    }
  return { rows, columns, values: result };
}
