import type { InferenceStack } from './stack.js';

/** A block of a stack's own grid; ends are exclusive. */
export interface Region {
  readonly slices: readonly [number, number];
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
  /** Copies of the values, slice by slice and row by row. */
  values(): Float64Array;
  /** Absolute steps from each pixel to its right neighbour within the block. */
  steps(): Float64Array;
}

/** All of a stack. */
export function wholeStack(stack: InferenceStack): Region {
  return region(stack, [0, stack.slices.length], [0, stack.rows], [0, stack.columns]);
}

/** Where the brain is in a stack that was aimed at it: the inner half of its slices, pixels whose centres lie at most `reachMm` from the middle of each axis. */
export function middleOf(stack: InferenceStack, reachMm: number): Region {
  const ends = Math.floor(stack.slices.length / 4);
  return region(
    stack,
    [ends, stack.slices.length - ends],
    within(stack.rows, stack.pixelSpacing[0], reachMm),
    within(stack.columns, stack.pixelSpacing[1], reachMm),
  );
}

/** Ends of the pixels within reach; the whole axis where none is, as with very large pixels. */
function within(count: number, spacing: number, reachMm: number): readonly [number, number] {
  const isWithin = (index: number): boolean => Math.abs(index + 0.5 - count / 2) * spacing <= reachMm;
  let first = 0;
  while (first < count && !isWithin(first)) first++;
  return first === count ? [0, count] : [first, count - first];
}

function region(
  stack: InferenceStack,
  slices: Region['slices'],
  rows: Region['rows'],
  columns: Region['columns'],
): Region {
  const width = columns[1] - columns[0];
  const read = (each: number, value: (values: ArrayLike<number>, at: number) => number): Float64Array => {
    const all = new Float64Array((slices[1] - slices[0]) * (rows[1] - rows[0]) * each);
    let out = 0;
    for (const { values } of stack.slices.slice(...slices)) {
      for (let row = rows[0]; row < rows[1]; row++) {
        const start = row * stack.columns + columns[0];
        for (let at = start; at < start + each; at++) all[out++] = value(values, at);
      }
    }
    return all;
  };
  return {
    slices, rows, columns,
    values: () => read(width, (values, at) => values[at] as number),
    steps: () => read(Math.max(0, width - 1), (values, at) => Math.abs((values[at + 1] as number) - (values[at] as number))),
  }; // prettier-ignore
}
