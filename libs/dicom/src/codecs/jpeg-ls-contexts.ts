import { damagedStream } from './compressed-frame.js';
import type { JpegLsParameters } from './jpeg-ls-parameters.js';

const regularContexts = 365;
const largestParameter = 24;

/** What a JPEG-LS decoder has learnt of each context (T.87, A.2 and A.6): sums of errors, biases, counts. */
export class ContextModel {
  private readonly magnitudes: Int32Array;
  private readonly biases = new Int32Array(regularContexts);
  private readonly corrections = new Int32Array(regularContexts);
  private readonly counts = new Int32Array(regularContexts + 2).fill(1);
  private readonly negatives = new Int32Array(2);

  constructor(private readonly parameters: JpegLsParameters) {
    const first = Math.max(2, Math.floor((parameters.range + 32) / 64));
    this.magnitudes = new Int32Array(regularContexts + 2).fill(first);
  }

  correction(context: number): number {
    return this.corrections[context] as number;
  }

  golombParameter(context: number): number {
    return parameterFor(this.counts[context] as number, this.magnitudes[context] as number);
  }

  /** The error of a mapped value (A.5.2). */
  unmapped(context: number, k: number, mapped: number): number {
    const turned = this.parameters.near === 0 && k === 0 && 2 * this.biases[context]! <= -this.counts[context]!;
    const error = mapped & 1 ? -((mapped + 1) >> 1) : mapped >> 1;
    return turned ? -error - 1 : error;
  }

  update(context: number, error: number): void {
    this.biases[context]! += error * (2 * this.parameters.near + 1);
    this.magnitudes[context]! += Math.abs(error);
    if (this.counts[context] === this.parameters.reset) {
      this.magnitudes[context]! >>= 1;
      this.biases[context]! >>= 1;
      this.counts[context]! >>= 1;
    }
    const count = ++this.counts[context]!;
    this.updateBias(context, count);
  }

  private updateBias(context: number, count: number): void {
    const bias = this.biases[context] as number;
    if (bias <= -count) {
      this.biases[context] = Math.max(bias + count, -count + 1);
      this.corrections[context] = Math.max(-128, this.corrections[context]! - 1);
    } else if (bias > 0) {
      this.biases[context] = Math.min(bias - count, 0);
      this.corrections[context] = Math.min(127, this.corrections[context]! + 1);
    }
  }

  /** @param type 1 where the neighbours of an interrupted run are alike, else 0 */
  interruptionParameter(type: 0 | 1): number {
    const context = regularContexts + type;
    const count = this.counts[context] as number;
    return parameterFor(count, this.magnitudes[context]! + (type === 1 ? count >> 1 : 0));
  }

  /** The error of the sample that interrupts a run, learnt at once (A.7.2). */
  interruptionError(type: 0 | 1, k: number, mapped: number): number {
    const context = regularContexts + type;
    const odd = (mapped + type) & 1;
    const size = (mapped + type + odd) >> 1;
    const mostlyNegative = k !== 0 || 2 * this.negatives[type]! >= this.counts[context]!;
    const error = mostlyNegative === (odd === 1) ? -size : size;
    if (error < 0) this.negatives[type]!++;
    this.magnitudes[context]! += (mapped + 1 - type) >> 1;
    if (this.counts[context] === this.parameters.reset) {
      this.magnitudes[context]! >>= 1;
      this.counts[context]! >>= 1;
      this.negatives[type]! >>= 1;
    }
    this.counts[context]!++;
    return error;
  }
}

/** The least k for which count x 2^k reaches the sum of errors (A.5.1). */
function parameterFor(count: number, magnitude: number): number {
  let k = 0;
  while (count << k < magnitude) if (++k > largestParameter) throw damagedStream('JPEG-LS errors are bounded');
  return k;
}
