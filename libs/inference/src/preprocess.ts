import { StackRefusedError } from './errors.js';
import type { ModelManifest } from './manifest.js';
import type { Resampling } from './resample.js';
import { planResampling, resample, resampledSize } from './resample.js';
import { wholeStack, middleOf } from './middle.js';
import type { InferenceSlice, InferenceStack, Size } from './stack.js';
import { valueAtQuantile } from './value-at-rank.js';

/** A stack's way onto the network's grid and back. */
export interface StackPlan {
  /** Value that becomes 1. */
  readonly scale: number;
  readonly toGrid: Resampling;
  readonly toSource: Resampling;
  /** The network's grid, before and after padding. */
  readonly grid: Size;
  readonly padded: Size;
}

/**
 * Plans the processing of one stack: scale, grids, padding (models README, steps 1, 2 and 4).
 *
 * @throws StackRefusedError without slices, with slices that do not fill the matrix or are not finite, or where the value that gives the scale is not positive
 */
export function planStack(stack: InferenceStack, { input, normalisation }: ModelManifest): StackPlan {
  assertShape(stack);
  const source: Size = { rows: stack.rows, columns: stack.columns };
  const grid = resampledSize(source, stack.pixelSpacing, input.pixelSpacing);
  const padded = { rows: roundUp(grid.rows, input.padMultiple), columns: roundUp(grid.columns, input.padMultiple) };
  assertFinite(stack);
  const region =
    normalisation.method === 'stack-percentile' ? wholeStack(stack) : middleOf(stack, normalisation.reachMm);
  const scale = valueAtQuantile(region.values(), normalisation.quantile);
  if (!(scale > 0))
    throw new StackRefusedError('empty-stack', stack.id, 'The stack is empty: almost all values are zero or less.');
  return {
    scale,
    grid,
    padded,
    toGrid: planResampling(source, stack.pixelSpacing, grid, input.pixelSpacing),
    toSource: planResampling(grid, input.pixelSpacing, source, stack.pixelSpacing),
  };
}

/** Slices as the network wants them: N x 1 x rows x columns, scaled, clipped and padded. */
export function networkInput(
  slices: readonly InferenceSlice[],
  plan: StackPlan,
  manifest: ModelManifest,
): Float32Array {
  const [low, high] = manifest.normalisation.clip;
  const { grid, padded } = plan;
  const area = padded.rows * padded.columns;
  const input = new Float32Array(slices.length * area).fill(manifest.input.padValue);
  slices.forEach(({ values }, index) => {
    const resampled = resample(values, plan.toGrid);
    for (let row = 0, from = 0; row < grid.rows; row++) {
      let to = index * area + row * padded.columns;
      for (let column = 0; column < grid.columns; column++, from++, to++) {
        input[to] = Math.min(Math.max((resampled[from] as number) / plan.scale, low), high);
      }
    }
  });
  return input;
}

/** One slice of a network's output with the padding cut off. */
export function withoutPadding(output: Float32Array, index: number, { grid, padded }: StackPlan): Float32Array {
  const slice = new Float32Array(grid.rows * grid.columns);
  for (let row = 0; row < grid.rows; row++) {
    const from = index * padded.rows * padded.columns + row * padded.columns;
    slice.set(output.subarray(from, from + grid.columns), row * grid.columns);
  }
  return slice;
}

function assertFinite({ id, slices }: InferenceStack): void {
  for (const { values } of slices) {
    for (let index = 0; index < values.length; index++) {
      if (!Number.isFinite(values[index]))
        throw new StackRefusedError('wrong-shape', id, 'All values of a stack must be finite numbers.');
    }
  }
}

function assertShape({ id, rows, columns, pixelSpacing, sliceSpacing, slices }: InferenceStack): void {
  const isSize = (size: number): boolean => Number.isSafeInteger(size) && size > 0;
  const positive = [...pixelSpacing, sliceSpacing].every((length) => length > 0 && Number.isFinite(length));
  if (
    slices.length > 0 &&
    isSize(rows) &&
    isSize(columns) &&
    positive &&
    slices.every(({ values }) => values.length === rows * columns)
  )
    return;
  throw new StackRefusedError('wrong-shape', id, 'A stack needs slices that fill its matrix, and positive spacings.');
}

function roundUp(length: number, multiple: number): number {
  return Math.ceil(length / multiple) * multiple;
}
