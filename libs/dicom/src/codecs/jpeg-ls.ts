import { damagedStream } from './compressed-frame.js';
import { ContextModel } from './jpeg-ls-contexts.js';
import { JpegLsBits } from './jpeg-ls-bits.js';
import { jpegLsParameters } from './jpeg-ls-parameters.js';
import type { JpegLsParameters } from './jpeg-ls-parameters.js';
import type { JpegStream } from './jpeg-stream.js';

/** Logarithms of run lengths by run index (T.87, A.2.1, J). */
const runBits = [
  0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15,
] as const; // prettier-ignore

/**
 * Decodes a JPEG-LS scan of one component (ITU-T T.87, annex A), lossless or near-lossless.
 *
 * @returns samples of up to 16 bits, row by row
 * @throws DicomRefusedError `compressed-stream`
 */
export function decodeJpegLs(stream: JpegStream): Uint16Array {
  if (stream.restartInterval > 0) throw damagedStream('JPEG-LS with restart markers is not read');
  return new JpegLsScan(stream).decode();
}

class JpegLsScan {
  private readonly bits: JpegLsBits;
  private readonly parameters: JpegLsParameters;
  private readonly contexts: ContextModel;
  private readonly rows: number;
  private readonly columns: number;
  private runIndex = 0;
  /** The line being decoded and the one above, each with a sample before and one behind it. */
  private line: Int32Array;
  private above: Int32Array;

  constructor(stream: JpegStream) {
    ({ rows: this.rows, columns: this.columns } = stream.header);
    this.bits = new JpegLsBits(stream.entropy);
    this.parameters = jpegLsParameters(stream);
    this.contexts = new ContextModel(this.parameters);
    this.line = new Int32Array(this.columns + 2);
    this.above = new Int32Array(this.columns + 2);
  }

  decode(): Uint16Array {
    const samples = new Uint16Array(this.rows * this.columns);
    for (let row = 0; row < this.rows; row++) {
      this.above[this.columns + 1] = this.above[this.columns] as number;
      this.line[0] = this.above[1] as number;
      this.decodeLine();
      samples.set(this.line.subarray(1, this.columns + 1), row * this.columns);
      [this.line, this.above] = [this.above, this.line];
    }
    return samples;
  }

  private decodeLine(): void {
    const { line, above, parameters } = this;
    let x = 1;
    while (x <= this.columns) {
      const [a, b, c, d] = [line[x - 1]!, above[x]!, above[x - 1]!, above[x + 1]!];
      const context = 81 * parameters.quantized(d - b) + 9 * parameters.quantized(b - c) + parameters.quantized(c - a);
      if (context === 0) x = this.decodeRun(x);
      else line[x++] = this.regular(context, a, b, c);
    }
  }

  /** A sample in regular mode (A.4 to A.6). */
  private regular(signed: number, a: number, b: number, c: number): number {
    const { parameters, contexts } = this;
    const sign = signed < 0 ? -1 : 1;
    const context = signed * sign;
    const median = c >= Math.max(a, b) ? Math.min(a, b) : c <= Math.min(a, b) ? Math.max(a, b) : a + b - c;
    const predicted = parameters.clamped(median + sign * contexts.correction(context));
    const k = contexts.golombParameter(context);
    const mapped = this.bits.golomb(k, parameters.limit, parameters.errorBits);
    const error = contexts.unmapped(context, k, mapped);
    contexts.update(context, error);
    return parameters.reconstructed(predicted, sign * error);
  }

  /** A run (A.7) from `x` on, and the sample that interrupts it; returns where decoding goes on. */
  private decodeRun(start: number): number {
    const { line, columns } = this;
    const value = line[start - 1] as number;
    let x = start;
    while (this.bits.bit() === 1) {
      const length = 1 << (runBits[this.runIndex] as number);
      const end = Math.min(x + length, columns + 1);
      line.fill(value, x, end);
      if (end - x === length) this.runIndex = Math.min(31, this.runIndex + 1);
      x = end;
      if (x > columns) return x;
    }
    const end = x + this.bits.bits(runBits[this.runIndex] as number);
    if (end > columns) throw damagedStream('JPEG-LS runs end in their line');
    line.fill(value, x, end);
    line[end] = this.interruption(value, this.above[end] as number);
    this.runIndex = Math.max(0, this.runIndex - 1);
    return end + 1;
  }

  private interruption(a: number, b: number): number {
    const { parameters, contexts } = this;
    const alike = Math.abs(a - b) <= parameters.near;
    const type = alike ? 1 : 0;
    const k = contexts.interruptionParameter(type);
    const limit = parameters.limit - (runBits[this.runIndex] as number) - 1;
    const mapped = this.bits.golomb(k, limit, parameters.errorBits);
    const error = contexts.interruptionError(type, k, mapped);
    return parameters.reconstructed(alike ? a : b, !alike && a > b ? -error : error);
  }
}
