import { damagedStream } from './compressed-frame.js';
import type { JpegStream } from './jpeg-stream.js';

/** What the coding of a scan depends on (T.87, annexes A.2 and C.2.4.1.1). */
export class JpegLsParameters {
  readonly range: number;
  /** Bits of a mapped error. */
  readonly errorBits: number;
  /** Longest Golomb code. */
  readonly limit: number;
  private readonly step: number;

  constructor(
    readonly most: number,
    readonly near: number,
    private readonly thresholds: readonly [number, number, number],
    readonly reset: number,
  ) {
    this.step = 2 * near + 1;
    this.range = Math.floor((most + 2 * near) / this.step) + 1;
    this.errorBits = bitsOf(this.range);
    const sampleBits = Math.max(2, bitsOf(most + 1));
    this.limit = 2 * (sampleBits + Math.max(8, sampleBits));
  }

  /** A local gradient as one of nine classes, -4 to 4. */
  quantized(gradient: number): number {
    const size = Math.abs(gradient);
    if (size <= this.near) return 0;
    const [t1, t2, t3] = this.thresholds;
    const level = size < t1 ? 1 : size < t2 ? 2 : size < t3 ? 3 : 4;
    return gradient < 0 ? -level : level;
  }

  clamped(value: number): number {
    return Math.min(Math.max(value, 0), this.most);
  }

  reconstructed(predicted: number, error: number): number {
    let value = predicted + error * this.step;
    if (value < -this.near) value += this.range * this.step;
    else if (value > this.most + this.near) value -= this.range * this.step;
    return this.clamped(value);
  }
}

/** The parameters of a scan: its preset ones (LSE), or the default ones. @throws DicomRefusedError */
export function jpegLsParameters({ header, scan, presets }: JpegStream): JpegLsParameters {
  const word = (at: number): number => ((presets?.[at] ?? 0) << 8) | (presets?.[at + 1] ?? 0);
  if (presets && (presets[0] !== 1 || presets.length < 11)) throw damagedStream('JPEG-LS tables are not read');
  const most = (presets && word(1)) || (1 << header.precision) - 1;
  const near = scan.selection;
  if (most >= 1 << header.precision || near > Math.min(255, most >> 1))
    throw damagedStream('JPEG-LS errors are bounded');
  const [t1, t2, t3] = defaultThresholds(most, near);
  const thresholds = [word(3) || t1, word(5) || t2, word(7) || t3] as const;
  const ordered = near + 1 <= thresholds[0] && thresholds[0] <= thresholds[1] && thresholds[1] <= thresholds[2];
  if (!ordered) throw damagedStream('JPEG-LS thresholds ascend');
  return new JpegLsParameters(most, near, thresholds, word(9) || 64);
}

function defaultThresholds(most: number, near: number): [number, number, number] {
  const bounded = (value: number, least: number): number => (value > most || value < least ? least : value);
  const large = most >= 128;
  const factor = large ? (Math.min(most, 4095) + 128) >> 8 : Math.floor(256 / (most + 1));
  const scaled = (basis: number, less: number, slope: number): number =>
    large ? factor * (basis - less) + less + slope * near : Math.max(less, Math.floor(basis / factor) + slope * near);
  const t1 = bounded(scaled(3, 2, 3), near + 1);
  const t2 = bounded(scaled(7, 3, 5), t1);
  return [t1, t2, bounded(scaled(21, 4, 7), t2)];
}

function bitsOf(values: number): number {
  return Math.ceil(Math.log2(values));
}
