import type { StreamHeader } from './compressed-frame.js';
import { damagedStream } from './compressed-frame.js';

const endOfStream = [0xff, 0xd9] as const;
const farthestStart = 4096;

/** A JPEG 2000 codestream without boxes around it or padding behind it, and what it says of itself. */
export interface CodeStream {
  readonly bytes: Uint8Array;
  readonly header: StreamHeader;
  readonly signed: boolean;
}

/**
 * The codestream of a frame (ISO 15444-1, annex A; part 15 for HTJ2K), unwrapped from JP2 boxes where it has them.
 *
 * @throws DicomRefusedError `compressed-stream` where it does not begin with SOC and SIZ or does not end with EOC
 */
export function codeStreamOf(frame: Uint8Array): CodeStream {
  const start = startOf(frame);
  let end = frame.length;
  if (end % 2 === 0 && frame[end - 3] === 0xff && frame[end - 2] === 0xd9) end--; // padded to an even length by any byte
  while (end > start && frame[end - 1] === 0) end--;
  if (frame[end - 2] !== endOfStream[0] || frame[end - 1] !== endOfStream[1])
    throw damagedStream('a JPEG 2000 stream ends with its marker');
  const bytes = frame.subarray(start, end);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 45) throw damagedStream('a JPEG 2000 stream states its matrix');
  const depth = view.getUint8(42);
  return {
    bytes,
    signed: depth >= 0x80,
    header: {
      columns: view.getUint32(8) - view.getUint32(16),
      rows: view.getUint32(12) - view.getUint32(20),
      components: view.getUint16(40),
      precision: (depth & 0x7f) + 1,
    },
  };
}

function startOf(frame: Uint8Array): number {
  for (let at = 0; at < Math.min(frame.length - 3, farthestStart); at++) {
    if (frame[at] === 0xff && frame[at + 1] === 0x4f && frame[at + 2] === 0xff && frame[at + 3] === 0x51) return at;
  }
  throw damagedStream('a JPEG 2000 stream begins with its markers');
}
