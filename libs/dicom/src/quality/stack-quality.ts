import type { StackQuality } from '@lectern/contracts';
import { displacementsMm } from './motion.js';
import { noiseOf } from './noise.js';
import { medianOf } from './rank.js';

/** One slice as numbers, row by row; the same matrix in every slice of a stack. */
export interface GreySlice {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

export interface MeasuredStack {
  /** In the order of their place. */
  readonly slices: readonly GreySlice[];
  /** Distance between rows, then between columns, mm. */
  readonly pixelSpacing: readonly [number, number];
  /** Distance between slice centres, mm. */
  readonly spacingMm: number | undefined;
}

/**
 * Quality of one stack, without a look at what it shows.
 *
 * - `motionMm`: root mean square over slices of the shift against their neighbours, and `worstMotionMm` the largest ({@link displacementsMm}); null of fewer than three.
 * - `noisePercent`: noise in the body's signal as a share of the median of that signal ({@link noiseOf}); 100 over it is the signal-to-noise ratio. Null without signal.
 * - `fieldOfViewMm`: height and width of an image and depth of the stack, from outer edge to outer edge; depth null of one slice.
 */
export function stackQuality({ slices, pixelSpacing, spacingMm }: MeasuredStack): StackQuality {
  const [first] = slices;
  const [rows, columns] = [first?.rows ?? 0, first?.columns ?? 0];
  const shifts = displacementsMm(slices, pixelSpacing);
  const threshold = meanOf(slices);
  const noise = noiseOf(slices, threshold);
  const signal = medianOf(signalOf(slices, threshold));
  return {
    motionMm:
      shifts.length === 0 ? null : rounded(Math.sqrt(shifts.reduce((sum, mm) => sum + mm * mm, 0) / shifts.length)),
    worstMotionMm: shifts.length === 0 ? null : rounded(Math.max(...shifts)),
    noisePercent: noise === undefined || !(signal > 0) ? null : rounded((100 * noise) / signal),
    fieldOfViewMm: {
      height: rounded(rows * pixelSpacing[0]),
      width: rounded(columns * pixelSpacing[1]),
      depth: spacingMm === undefined ? null : rounded(slices.length * spacingMm),
    },
  };
}

/** Every nth value is enough for a median. */
const stride = 5;

/** Values above the threshold, of every nth. */
function signalOf(slices: readonly GreySlice[], threshold: number): Float64Array {
  const found = new Float64Array(slices.reduce((sum, { values }) => sum + Math.ceil(values.length / stride), 0));
  let count = 0;
  for (const { values } of slices)
    for (let at = 0; at < values.length; at += stride)
      if ((values[at] as number) > threshold) found[count++] = values[at] as number;
  return found.subarray(0, count);
}

function meanOf(slices: readonly GreySlice[]): number {
  const means = slices.map(({ values }) => {
    let sum = 0;
    for (let at = 0; at < values.length; at++) sum += values[at] as number;
    return sum / Math.max(1, values.length);
  });
  return means.reduce((sum, mean) => sum + mean, 0) / Math.max(1, means.length);
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
