import type { Size } from '../stack.js';

/** Masks of a stack, zeros and ones, slice by slice. */
export type Masks = readonly Uint8Array[];

/** Dice's coefficient of two masks of one grid; 1 where both are empty. */
export function diceOf(found: Masks, reference: Masks): number {
  let both = 0;
  let sum = 0;
  found.forEach((mask, slice) => {
    const other = reference[slice] as Uint8Array;
    for (let index = 0; index < mask.length; index++) {
      const [a, b] = [mask[index] as number, other[index] as number];
      both += a & b;
      sum += a + b;
    }
  });
  return sum === 0 ? 1 : (2 * both) / sum;
}

/** Distances between slices, rows and columns, mm. */
export type Spacing3 = readonly [slice: number, row: number, column: number];

/**
 * Mean symmetric surface distance (mm): mean over the surface voxels of both masks of the distance to the nearest surface voxel of the other
 * (Heimann et al. 2009, IEEE TMI 28:1251, average symmetric surface distance). Surface: voxels with a face neighbour outside of the mask.
 *
 * @returns undefined where either mask is empty
 */
export function meanSurfaceDistance(a: Masks, b: Masks, size: Size, spacing: Spacing3): number | undefined {
  const [one, other] = [surfaceOf(a, size, spacing), surfaceOf(b, size, spacing)];
  if (one.length === 0 || other.length === 0) return undefined;
  const sum = sumOfNearest(one, other) + sumOfNearest(other, one);
  return sum / ((one.length + other.length) / 3);
}

/** Places of surface voxels in mm: slice, row, column, one after the other. */
function surfaceOf(masks: Masks, { rows, columns }: Size, [dz, dy, dx]: Spacing3): Float64Array {
  const inside = (slice: number, row: number, column: number): boolean =>
    row >= 0 && row < rows && column >= 0 && column < columns && masks[slice]?.[row * columns + column] === 1;
  const places: number[] = [];
  masks.forEach((mask, slice) =>
    mask.forEach((value, index) => {
      if (value === 0) return;
      const [row, column] = [Math.floor(index / columns), index % columns];
      const enclosed =
        inside(slice - 1, row, column) &&
        inside(slice + 1, row, column) &&
        inside(slice, row - 1, column) &&
        inside(slice, row + 1, column) &&
        inside(slice, row, column - 1) &&
        inside(slice, row, column + 1);
      if (!enclosed) places.push(slice * dz, row * dy, column * dx);
    }),
  );
  return Float64Array.from(places);
}

function sumOfNearest(from: Float64Array, to: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < from.length; i += 3) {
    let nearest = Infinity;
    for (let j = 0; j < to.length; j += 3) {
      const z = (from[i] as number) - (to[j] as number);
      const y = (from[i + 1] as number) - (to[j + 1] as number);
      const x = (from[i + 2] as number) - (to[j + 2] as number);
      const square = z * z + y * y + x * x;
      if (square < nearest) nearest = square;
    }
    sum += Math.sqrt(nearest);
  }
  return sum;
}
