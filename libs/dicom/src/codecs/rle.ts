import type { CompressedFrame } from './compressed-frame.js';
import { damagedStream } from './compressed-frame.js';

const headerLength = 64;

/**
 * Decodes an RLE frame (PS3.5, Annex G): one segment a byte of the sample, the most significant first.
 *
 * @returns little-endian samples, row by row
 * @throws DicomRefusedError `compressed-stream`
 */
export function decodeRle({ bytes, rows, columns, bitsAllocated }: CompressedFrame): Uint8Array {
  const width = bitsAllocated / 8;
  const pixels = rows * columns;
  if (bytes.length < headerLength) throw damagedStream('an RLE frame begins with a header of 64 bytes');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== width) throw damagedStream('RLE keeps each byte of a sample in a segment of its own');
  const samples = new Uint8Array(pixels * width);
  for (let segment = 0; segment < width; segment++) {
    const start = view.getUint32(4 + 4 * segment, true);
    const end = segment + 1 < width ? view.getUint32(8 + 4 * segment, true) : bytes.length;
    if (start < headerLength || start > end || end > bytes.length) throw damagedStream('RLE segments lie in the frame');
    unpack(bytes.subarray(start, end), samples, width - 1 - segment, width, pixels);
  }
  return samples;
}

/** Undoes PackBits: runs and literals until all bytes of the plane are there; padding after them is ignored. */
function unpack(packed: Uint8Array, into: Uint8Array, offset: number, step: number, count: number): void {
  let [at, written] = [0, 0];
  while (written < count) {
    const control = packed[at++];
    if (control === undefined) throw damagedStream('an RLE segment holds one byte a pixel');
    if (control === 128) continue;
    const run = control > 128;
    const length = run ? 257 - control : control + 1;
    if (at + (run ? 1 : length) > packed.length) throw damagedStream('an RLE segment holds one byte a pixel');
    const room = Math.min(length, count - written);
    for (let index = 0; index < room; index++, written++) {
      into[written * step + offset] = packed[run ? at : at + index] as number;
    }
    at += run ? 1 : length;
  }
}
