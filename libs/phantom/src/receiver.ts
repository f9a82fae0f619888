import type { Hospital } from './hospitals.js';
import type { SlicePose } from './motion.js';
import { clamp } from './noise.js';
import type { Random } from './random.js';

/** Largest stored value: 12 bits. */
const FULL_SCALE = 4095;

/** What the coil, the matrix and the amplifier do to every slice of a stack. */
export interface Receiver {
  readonly hospital: Hospital;
  /** Coil shading along columns, rows and slices; the product applies. */
  readonly shading: readonly [Float64Array, Float64Array, Float64Array];
  readonly rowKernel: Float64Array;
  readonly columnKernel: Float64Array;
  readonly random: Random;
}

/** Draws coil shading and gain of one stack, and the point spread of its matrix. */
export function planReceiver(hospital: Hospital, slices: number, random: Random): Receiver {
  const { shading, matrix, pixelSpacing, blur, ringing } = hospital;
  const curve = (length: number, scale: number): Float64Array => {
    const [slope, bow] = [random.normal(0, shading / 2), random.uniform(0, shading)];
    return Float64Array.from({ length }, (_, i) => {
      const t = length > 1 ? (2 * i) / (length - 1) - 1 : 0;
      return scale * Math.exp(slope * t + bow * (t * t - 0.3));
    });
  };
  const gain = hospital.gain * Math.exp(random.normal(0, 0.12));
  return {
    hospital,
    shading: [curve(matrix, 1), curve(matrix, 1), curve(slices, gain)],
    rowKernel: pointSpread(0.7 * (blur / pixelSpacing), 0.5 * ringing),
    columnKernel: pointSpread(blur / pixelSpacing, ringing), // phases are encoded down the columns: longer blur, stronger ringing
    random,
  };
}

/** Turns mean signals into stored values: lost signal, blur and ringing, shading, noise of both channels (Rician), 12 bits. */
export function finishSlice(signal: Float32Array, receiver: Receiver, slice: number, pose: SlicePose): Uint16Array {
  const { hospital, random } = receiver;
  const n = hospital.matrix;
  if (pose.darkening) darken(signal, n, pose.darkening);
  const across = convolveRows(signal, n, receiver.rowKernel);
  const blurred = convolveColumns(across, n, receiver.columnKernel);
  const [columns, rows, stack] = receiver.shading;
  const gain = stack[slice] as number;
  const sigma = hospital.noise * hospital.gain;
  const pixels = new Uint16Array(n * n);
  for (let r = 0, at = 0; r < n; r++) {
    const rowGain = gain * (rows[r] as number);
    for (let c = 0; c < n; c++, at++) {
      const real = (blurred[at] as number) * rowGain * (columns[c] as number) + random.normal(0, sigma);
      const imaginary = random.normal(0, sigma);
      pixels[at] = clamp(Math.round(Math.sqrt(real * real + imaginary * imaginary)), 0, FULL_SCALE);
    }
  }
  return pixels;
}

function darken(signal: Float32Array, n: number, band: { centre: number; width: number; depth: number }): void {
  for (let r = 0; r < n; r++) {
    const t = (r / n - band.centre) / band.width;
    const left = 1 - band.depth * Math.exp(-t * t);
    for (let c = 0; c < n; c++) signal[r * n + c] = (signal[r * n + c] as number) * left;
  }
}

/** Half length of the point spread, pixels. */
const REACH = 5;

/** Gaussian blur (full width at half maximum in pixels) mixed with a windowed sinc: the side lobes are Gibbs ringing. Sums to one. */
function pointSpread(width: number, ringing: number): Float64Array {
  const sigma = width / 2.355;
  const kernel = Float64Array.from({ length: 2 * REACH + 1 }, (_, i) => {
    const x = i - REACH;
    const t = x / 1.3; // zero-filling by 1.3: the stored matrix is finer than the encoded one
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
    const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / (REACH + 1));
    return (1 - ringing) * Math.exp((-x * x) / (2 * sigma * sigma)) + ringing * sinc * window;
  });
  const sum = kernel.reduce((total, value) => total + value, 0);
  return kernel.map((value) => value / sum);
}

function convolveRows(image: Float32Array, n: number, kernel: Float64Array): Float32Array {
  const result = new Float32Array(image.length);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      let sum = 0;
      for (let k = -REACH; k <= REACH; k++)
        sum += (kernel[k + REACH] as number) * (image[r * n + clamp(c + k, 0, n - 1)] as number);
      result[r * n + c] = sum;
    }
  }
  return result;
}

function convolveColumns(image: Float32Array, n: number, kernel: Float64Array): Float32Array {
  const result = new Float32Array(image.length);
  for (let k = -REACH; k <= REACH; k++) {
    const weight = kernel[k + REACH] as number;
    for (let r = 0; r < n; r++) {
      const from = clamp(r + k, 0, n - 1) * n;
      for (let c = 0; c < n; c++)
        result[r * n + c] = (result[r * n + c] as number) + weight * (image[from + c] as number);
    }
  }
  return result;
}
