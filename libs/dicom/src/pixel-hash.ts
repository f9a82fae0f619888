import { createHash } from 'node:crypto';
import type { ParsedInstance } from './instance.js';

/** One decoded frame: what WADO-RS serves as octet stream, and Rows, Columns and Bits Allocated of its metadata. */
export interface DecodedFrame {
  readonly rows: number;
  readonly columns: number;
  readonly bitsAllocated: 8 | 16;
  /** Little-endian samples, row by row: rows x columns x bitsAllocated / 8 bytes. */
  readonly bytes: Uint8Array;
}

/**
 * Hash of one frame: SHA-256 over rows and columns (each uint32, little endian) and then each sample as uint16, little
 * endian, row by row, as stored (no rescale); 8-bit samples are widened, signed ones keep their bit pattern.
 *
 * @returns 64 hexadecimal digits
 * @throws RangeError where the bytes do not fill the matrix exactly
 */
export function frameHash({ rows, columns, bitsAllocated, bytes }: DecodedFrame): string {
  if (bytes.length !== (rows * columns * bitsAllocated) / 8) throw new RangeError('frame and matrix differ in size');
  const header = new DataView(new ArrayBuffer(8));
  header.setUint32(0, rows, true);
  header.setUint32(4, columns, true);
  const samples = bitsAllocated === 16 ? bytes : widened(bytes);
  return createHash('sha256').update(new Uint8Array(header.buffer)).update(samples).digest('hex');
}

/**
 * Hash of a stack: SHA-256 over its frame hashes (hexadecimal, lower case), sorted ascending and each followed by a
 * line feed. It depends on pixels alone: neither order, names, UIDs nor positions change it.
 */
export function stackHash(frames: readonly DecodedFrame[]): string {
  return hashOfSorted(frames.map(frameHash));
}

/** Hash of a case: the same over the hashes of its stacks. */
export function caseHash(stackHashes: readonly string[]): string {
  return hashOfSorted(stackHashes);
}

/** Hash of a case of parsed images, grouped into stacks by series, with the hash of each stack. */
export function pixelHash(instances: readonly ParsedInstance[]): { caseHash: string; stacks: Map<string, string> } {
  const bySeries = Map.groupBy(instances, ({ uids }) => uids.seriesInstanceUid);
  const stacks = new Map([...bySeries].map(([series, images]) => [series, stackHash(images.map(decodedFrameOf))]));
  return { caseHash: caseHash([...stacks.values()]), stacks };
}

/** The frame of an uncompressed image. @throws RangeError where it is compressed */
export function decodedFrameOf({ pixels }: ParsedInstance): DecodedFrame {
  if (pixels.encapsulated) throw new RangeError('pixel hashes are over decoded frames; this one is compressed');
  const { rows, columns, bitsAllocated, frame } = pixels;
  return { rows, columns, bitsAllocated, bytes: frame };
}

function hashOfSorted(hashes: readonly string[]): string {
  const lines = [...hashes].sort().map((hash) => `${hash}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

function widened(bytes: Uint8Array): Uint8Array {
  const wide = new Uint8Array(bytes.length * 2);
  bytes.forEach((sample, index) => (wide[index * 2] = sample));
  return wide;
}
