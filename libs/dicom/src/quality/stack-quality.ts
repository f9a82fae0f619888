import type { StackQuality } from '@lectern/contracts';
import { displacementsMm } from './motion.js';
import { medianOf, noiseOf } from './noise.js';

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
  const signal = medianOf(slices.flatMap(({ values }) => sampled(values).filter((value) => value > threshold)));
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

/** Every nth value: enough for a median. */
const stride = 5;
const sampled = (values: Float32Array): number[] =>
  Array.from({ length: Math.ceil(values.length / stride) }, (_, i) => values[i * stride] as number);

function meanOf(slices: readonly GreySlice[]): number {
  const means = slices.map(({ values }) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length));
  return means.reduce((sum, mean) => sum + mean, 0) / Math.max(1, means.length);
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
