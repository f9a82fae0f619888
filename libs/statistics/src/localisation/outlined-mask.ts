import type { StackGrid } from '@lectern/contracts';
import { add, containment, corners, cross, dot, type Boxes, type Point3 } from './geometry.js';
import type { PlacedMark } from './acceptance.js';
import type { Outline } from './planar-figures.js';

/** Pixels of a stack by SOP Instance UID, row by row: 1 inside; images without any are left out. */
export type StackMask = ReadonlyMap<string, Uint8Array>;

/**
 * The pixels of one image that its outlines hold: those whose centres lie within an odd number of them (even-odd rule). A centre on an edge belongs to what lies
 * beyond it, along row and column; so two outlines that share an edge share no pixel. Foley et al., Computer Graphics: Principles and Practice, 1990, section 3.6.
 *
 * @param position centre of the image's first pixel
 * @returns rows x columns bytes, 1 inside
 */
export function rasterise(outlines: readonly Outline[], grid: StackGrid, position: Point3): Uint8Array {
  const { rows, columns, spacing } = grid;
  const mask = new Uint8Array(rows * columns);
  const flat = outlines.map((outline) =>
    outline.map((point) => {
      const offset = add(point, position, -1);
      return [dot(offset, grid.row) / spacing[1], dot(offset, grid.column) / spacing[0]] as const;
    }),
  );
  for (let row = 0; row < rows; row++) {
    const crossings = flat.flatMap((outline) => crossingsOf(outline, row)).sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2)
      for (let column = Math.max(0, Math.ceil(crossings[i]!)); column < Math.min(columns, crossings[i + 1]!); column++)
        mask[row * columns + column] = 1;
  }
  return mask;
}

/** Where the sides of an outline cross a line of pixel centres. */
function crossingsOf(outline: readonly (readonly [number, number])[], row: number): number[] {
  return outline.flatMap(([x, y], index) => {
    const [fromX, fromY] = outline.at(index - 1)!;
    return y > row === fromY > row ? [] : [x + ((row - y) / (fromY - y)) * (fromX - x)];
  });
}

/** The mask of a finding in one stack. Outlines of images that the stack does not have are left out. */
export function outlinedMask(mark: PlacedMark & { tool: 'mask' }, grid: StackGrid): StackMask {
  return masked(grid, ({ sopInstanceUid, position }) => {
    const own = mark.images.find((image) => image.sopInstanceUid === sopInstanceUid);
    return own && rasterise(own.outlines, grid, position);
  });
}

/** The pixels of a stack whose centres lie in a mask of the reference standard. */
export function regionMask(region: Boxes, grid: StackGrid): StackMask {
  const { row, column, spacing, rows, columns } = grid;
  const ends = region.boxes.flatMap(({ corner, edges }) => corners(corner, edges));
  return masked(grid, ({ position }) => {
    const isWithin = containment(region, { centre: position, normal: cross(row, column) });
    const range = (axis: Point3, apart: number, count: number): [number, number] => {
      const along = ends.map((end) => dot(add(end, position, -1), axis) / apart);
      return [Math.max(0, Math.ceil(Math.min(...along))), Math.min(count - 1, Math.floor(Math.max(...along)))];
    };
    const [[top, bottom], [left, right]] = [range(column, spacing[0], rows), range(row, spacing[1], columns)];
    const mask = new Uint8Array(rows * columns);
    for (let r = top; r <= bottom; r++)
      for (let c = left; c <= right; c++)
        if (isWithin(add(add(position, row, c * spacing[1]), column, r * spacing[0]))) mask[r * columns + c] = 1;
    return mask;
  });
}

function masked(
  { images }: StackGrid,
  maskOf: (image: StackGrid['images'][number]) => Uint8Array | undefined,
): StackMask {
  const masks = images.map((image) => [image.sopInstanceUid, maskOf(image)] as const);
  return new Map(
    masks.filter((pair): pair is readonly [string, Uint8Array] => pair[1]?.some((inside) => inside === 1) ?? false),
  );
}

/** ml: pixels times the volume of a voxel, which is as thick as slices are apart. */
export function millilitresOf(mask: StackMask, { spacing, thickness }: StackGrid): number {
  return (pixelsIn(mask) * spacing[0] * spacing[1] * thickness) / 1000;
}

/** mm2 of the image in which it is largest. */
export function largestAreaOf(mask: StackMask, { spacing }: StackGrid): number {
  return Math.max(0, ...[...mask.values()].map(sum)) * spacing[0] * spacing[1];
}

/** Dice similarity of two masks of one stack: twice the pixels of both over the pixels of each; NaN where both are empty (Dice, Ecology 1945; 26:297). */
export function diceOf(one: StackMask, other: StackMask): number {
  let both = 0;
  for (const [image, mask] of one) {
    const there = other.get(image);
    if (there) for (let i = 0; i < mask.length; i++) both += mask[i]! & there[i]!;
  }
  return (2 * both) / (pixelsIn(one) + pixelsIn(other));
}

const pixelsIn = (mask: StackMask): number => [...mask.values()].reduce((total, image) => total + sum(image), 0);

function sum(mask: Uint8Array): number {
  let total = 0;
  for (const value of mask) total += value;
  return total;
}
