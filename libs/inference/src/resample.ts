import type { Size } from './stack.js';

type Spacing = readonly [rows: number, columns: number];

/** Where each place of one axis of the target grid reads in the source: two neighbours and the weight of the second. */
export interface AxisReading {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly weight: Float64Array;
}

/** Reads a source grid at the places of a target grid; made once for a stack, used for each of its slices. */
export interface Resampling {
  readonly source: Size;
  readonly target: Size;
  readonly rows: AxisReading;
  readonly columns: AxisReading;
}

/** Size of a grid of another spacing over the same field of view: at least one pixel, rounded to the nearest, halves up. */
export function resampledSize({ rows, columns }: Size, from: Spacing, to: Spacing): Size {
  const along = (length: number, step: number, other: number): number =>
    Math.max(1, Math.floor((length * step) / other + 0.5));
  return { rows: along(rows, from[0], to[0]), columns: along(columns, from[1], to[1]) };
}

/** Bilinear reading with half-pixel centres and clamped edges, without antialiasing. */
export function planResampling(source: Size, from: Spacing, target: Size, to: Spacing): Resampling {
  return {
    source,
    target,
    rows: axisReading(source.rows, target.rows, to[0] / from[0]),
    columns: axisReading(source.columns, target.columns, to[1] / from[1]),
  };
}

/** One slice on the target grid, in double precision: `(a(1-wx) + b wx)(1-wy) + (c(1-wx) + d wx)wy`. */
export function resample(values: ArrayLike<number>, { source, target, rows, columns }: Resampling): Float64Array {
  const result = new Float64Array(target.rows * target.columns);
  const at = (index: number): number => values[index] as number;
  for (let row = 0, out = 0; row < target.rows; row++) {
    const top = (rows.low[row] as number) * source.columns;
    const bottom = (rows.high[row] as number) * source.columns;
    const wy = rows.weight[row] as number;
    for (let column = 0; column < target.columns; column++, out++) {
      const left = columns.low[column] as number;
      const right = columns.high[column] as number;
      const wx = columns.weight[column] as number;
      const above = at(top + left) * (1 - wx) + at(top + right) * wx;
      const below = at(bottom + left) * (1 - wx) + at(bottom + right) * wx;
      result[out] = above * (1 - wy) + below * wy;
    }
  }
  return result;
}

/** Place in the source, in pixels, at which a place of the target reads. */
export function sourcePlace(index: number, step: number, length: number): number {
  return Math.min(Math.max((index + 0.5) * step - 0.5, 0), length - 1);
}

function axisReading(length: number, size: number, step: number): AxisReading {
  const reading = { low: new Int32Array(size), high: new Int32Array(size), weight: new Float64Array(size) };
  for (let index = 0; index < size; index++) {
    const place = sourcePlace(index, step, length);
    const low = Math.floor(place);
    reading.low[index] = low;
    reading.high[index] = Math.min(low + 1, length - 1);
    reading.weight[index] = place - low;
  }
  return reading;
}
