import { crc32, deflateSync } from 'node:zlib';
import type { PixelReference } from './pixels.js';
import { samplesOf } from './pixels.js';

/** Values that are shown between black and white, in stored units, before any rescale. */
export interface GreyWindow {
  readonly center: number;
  readonly width: number;
}

/** A grey picture of 8 bits, row by row. */
export interface GreyPicture {
  readonly rows: number;
  readonly columns: number;
  readonly bytes: Uint8Array;
}

/** Every nth sample is enough to know how values are distributed. */
const stride = 7;

/** The window from the 0.5th to the 99.5th percentile of all frames of a stack, so that its slices are as bright as each other. */
export function windowOf(frames: readonly PixelReference[]): GreyWindow {
  const counts = new Uint32Array(2 ** 17); // of each value of 16 bits, signed ones before the others
  let total = 0;
  for (const frame of frames) {
    const samples = signedSamples(frame);
    for (let index = 0; index < samples.length; index += stride, total++) {
      const at = (samples[index] as number) + 2 ** 16;
      counts[at] = (counts[at] as number) + 1;
    }
  }
  const [low, high] = [0.005, 0.995].map((share) => valueAt(counts, Math.round(share * (total - 1)))) as [
    number,
    number,
  ];
  return { center: (low + high) / 2, width: Math.max(1, high - low) };
}

/** The value at a place, from 0, of the counted values in order; 0 of none. */
function valueAt(counts: Uint32Array, place: number): number {
  let passed = 0;
  for (let at = 0; at < counts.length; at++) {
    passed += counts[at] as number;
    if (passed > place) return at - 2 ** 16;
  }
  return 0;
}

/**
 * An image as it is looked at: windowed (PS3.3, C.11.2.1.3.2, linear exact), the right way round for MONOCHROME1, and made smaller by averaging whole boxes of
 * pixels until it fits.
 *
 * @param most rows and columns at most; as large as it is where left out
 */
export function rendered(pixels: PixelReference, window: GreyWindow, most = Infinity): GreyPicture {
  const samples = signedSamples(pixels);
  const box = Math.max(1, Math.ceil(Math.max(pixels.rows, pixels.columns) / most));
  const [rows, columns] = [Math.ceil(pixels.rows / box), Math.ceil(pixels.columns / box)];
  const sums = new Float64Array(rows * columns);
  const counts = new Uint32Array(rows * columns);
  for (let row = 0, from = 0; row < pixels.rows; row++) {
    const line = Math.floor(row / box) * columns;
    for (let column = 0; column < pixels.columns; column++, from++) {
      const to = line + Math.floor(column / box);
      sums[to] = (sums[to] as number) + (samples[from] as number);
      counts[to] = (counts[to] as number) + 1;
    }
  }
  const inverted = pixels.photometric === 'MONOCHROME1';
  const bytes = Uint8Array.from(sums, (sum, index) => {
    const share = (sum / (counts[index] as number) - window.center) / window.width + 0.5;
    const grey = Math.round(255 * Math.min(1, Math.max(0, share)));
    return inverted ? 255 - grey : grey;
  });
  return { rows, columns, bytes };
}

/** A picture as PNG (ISO/IEC 15948), grey, 8 bits, each line as the difference from the pixel before. */
export function pngOf({ rows, columns, bytes }: GreyPicture): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header.writeUInt8(8, 8); // bits; colour type 0 (grey), and compression, filter and interlace methods 0 follow
  const lines = Buffer.alloc(rows * (columns + 1));
  for (let row = 0, to = 0; row < rows; row++) {
    lines[to++] = 1; // filter "Sub"
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      lines[to++] = (bytes[at] as number) - (column > 0 ? (bytes[at - 1] as number) : 0);
    }
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND')]);
}

function chunk(type: string, data: Uint8Array = new Uint8Array()): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function signedSamples(pixels: PixelReference): Uint16Array | Int16Array | Int8Array {
  const samples = samplesOf(pixels);
  if (!pixels.signed) return samples;
  return pixels.bitsAllocated === 16
    ? new Int16Array(samples.buffer, samples.byteOffset, samples.length)
    : Int8Array.from(samples);
}
