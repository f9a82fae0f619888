import type { Size } from './stack.js';

/** Voxels above the threshold that hang together by faces; sums are over its voxels. */
export interface Component {
  readonly voxels: number;
  /** Sum of probabilities. */
  readonly mass: number;
  readonly maxProbability: number;
  /** Mean place weighted by probability: slice, row and column indices of the grid. */
  readonly centre: { readonly slice: number; readonly row: number; readonly column: number };
  /** Its voxels: slice x rows x columns + row x columns + column, in no order. */
  readonly at: Int32Array;
  /** Lowest and highest slice, row and column index. */
  readonly extent: { readonly low: GridPlace; readonly high: GridPlace };
}

export type GridPlace = readonly [slice: number, row: number, column: number];

/**
 * Components of a probability map, connected by faces in three dimensions (6 neighbours), the heaviest first; equal
 * ones in the order of their first voxel.
 *
 * @param map one probability map a slice, each rows x columns
 * @param threshold a voxel belongs to a component where its probability is at least this
 */
export function componentsOf(map: readonly Float32Array[], { rows, columns }: Size, threshold: number): Component[] {
  const area = rows * columns;
  const seen = map.map((slice) => atLeast(slice, threshold).map((inside) => 1 - inside));
  const found: Component[] = [];
  for (let slice = 0; slice < map.length; slice++) {
    for (let pixel = 0; pixel < area; pixel++) {
      if (seen[slice]?.[pixel] === 0) found.push(grow(map, seen, slice * area + pixel, { rows, columns }));
    }
  }
  return found.sort((a, b) => b.mass - a.mass);
}

/** Zeros and ones: ones where a value reaches the threshold. */
export function atLeast(values: ArrayLike<number>, threshold: number): Uint8Array {
  const mask = new Uint8Array(values.length);
  for (let index = 0; index < mask.length; index++) if ((values[index] as number) >= threshold) mask[index] = 1;
  return mask;
}

function grow(
  map: readonly Float32Array[],
  seen: readonly Uint8Array[],
  seed: number,
  { rows, columns }: Size,
): Component {
  const area = rows * columns;
  const sums = { mass: 0, max: 0, slice: 0, row: 0, column: 0 };
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-1, -1, -1];
  const pending: number[] = [];
  const at: number[] = [];
  const visit = (slice: number, pixel: number): void => {
    const flags = seen[slice];
    if (flags?.[pixel] !== 0) return;
    flags[pixel] = 1;
    pending.push(slice * area + pixel);
  };
  visit(Math.floor(seed / area), seed % area);
  for (let voxel = pending.pop(); voxel !== undefined; voxel = pending.pop()) {
    const [slice, pixel] = [Math.floor(voxel / area), voxel % area];
    const [row, column] = [Math.floor(pixel / columns), pixel % columns];
    const probability = map[slice]?.[pixel] as number;
    widen(low, high, [slice, row, column]);
    at.push(voxel);
    sums.mass += probability;
    sums.max = Math.max(sums.max, probability);
    sums.slice += probability * slice;
    sums.row += probability * row;
    sums.column += probability * column;
    if (column > 0) visit(slice, pixel - 1);
    if (column < columns - 1) visit(slice, pixel + 1);
    if (row > 0) visit(slice, pixel - columns);
    if (row < rows - 1) visit(slice, pixel + columns);
    visit(slice - 1, pixel);
    visit(slice + 1, pixel);
  }
  const { mass, max } = sums;
  const centre = { slice: sums.slice / mass, row: sums.row / mass, column: sums.column / mass };
  return { voxels: at.length, mass, maxProbability: max, centre, at: Int32Array.from(at), extent: { low, high } };
}

function widen(low: [number, number, number], high: [number, number, number], place: GridPlace): void {
  for (const axis of [0, 1, 2] as const) {
    low[axis] = Math.min(low[axis], place[axis]);
    high[axis] = Math.max(high[axis], place[axis]);
  }
}
