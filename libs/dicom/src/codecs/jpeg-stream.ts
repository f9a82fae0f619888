import type { StreamHeader } from './compressed-frame.js';
import { damagedStream } from './compressed-frame.js';

/** Code lengths (1 to 16 bits) and values of a Huffman table as a DHT segment states them. */
export interface HuffmanSpecification {
  readonly counts: Uint8Array;
  readonly values: Uint8Array;
}

/** A JPEG stream of one component and one scan, taken apart (ITU-T T.81, annex B). */
export interface JpegStream {
  /** Second byte of the start-of-frame marker: C0 baseline, C1 extended sequential, C3 lossless, F7 JPEG-LS. */
  readonly process: number;
  readonly header: StreamHeader;
  /** By class (0: DC and lossless, 1: AC) x 4 + destination. */
  readonly huffman: ReadonlyMap<number, HuffmanSpecification>;
  /** By destination, 64 values in zig-zag order. */
  readonly quantization: ReadonlyMap<number, Uint16Array>;
  readonly quantizationTable: number;
  readonly restartInterval: number;
  /** Body of the LSE segment of JPEG-LS. */
  readonly presets?: Uint8Array;
  readonly scan: JpegScan;
  /** Entropy-coded bytes: all that follows the scan's header. */
  readonly entropy: Uint8Array;
}

export interface JpegScan {
  readonly dcTable: number;
  readonly acTable: number;
  /** Ss: the predictor of a lossless scan, the greatest error (NEAR) of a JPEG-LS one. */
  readonly selection: number;
  /** Al: the point transform. */
  readonly shift: number;
}

const startOfFrame = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf, 0xf7]);

/** Takes a JPEG stream apart up to its first scan. @throws DicomRefusedError `compressed-stream` */
export function readJpegStream(bytes: Uint8Array): JpegStream {
  const reader = new SegmentReader(bytes);
  const huffman = new Map<number, HuffmanSpecification>();
  const quantization = new Map<number, Uint16Array>();
  let frame: { process: number; header: StreamHeader; quantizationTable: number } | undefined;
  let restartInterval = 0;
  let presets: Uint8Array | undefined;
  for (;;) {
    const { marker, body } = reader.next();
    if (startOfFrame.has(marker)) frame = { process: marker, ...frameOf(body) };
    else if (marker === 0xc4) readHuffman(body, huffman);
    else if (marker === 0xdb) readQuantization(body, quantization);
    else if (marker === 0xdd) restartInterval = word(body, 0);
    else if (marker === 0xf8) presets = body;
    else if (marker === 0xda) {
      if (!frame) throw damagedStream('a JPEG scan follows the header of its frame');
      const entropy = bytes.subarray(reader.offset);
      const more = presets ? { presets } : {};
      return { ...frame, ...more, huffman, quantization, restartInterval, scan: scanOf(body), entropy };
    }
  }
}

class SegmentReader {
  offset = 2;

  constructor(private readonly bytes: Uint8Array) {
    if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw damagedStream('a JPEG stream begins with its marker');
  }

  next(): { marker: number; body: Uint8Array } {
    if (this.bytes[this.offset] !== 0xff) throw damagedStream('JPEG segments follow one another');
    while (this.bytes[this.offset] === 0xff) this.offset++;
    const marker = this.bytes[this.offset++] ?? 0;
    if (marker === 0 || marker === 0xd9) throw damagedStream('a JPEG stream holds a scan');
    const length = word(this.bytes, this.offset);
    const body = this.bytes.subarray(this.offset + 2, this.offset + length);
    if (length < 2 || body.length !== length - 2) throw damagedStream('a JPEG segment is as long as it says');
    this.offset += length;
    return { marker, body };
  }
}

function frameOf(body: Uint8Array): { header: StreamHeader; quantizationTable: number } {
  if (body.length < 9) throw damagedStream('a JPEG frame states its matrix');
  const [precision = 0, , , , , components = 0] = body;
  const header = { precision, rows: word(body, 1), columns: word(body, 3), components };
  return { header, quantizationTable: (body[8] ?? 0) & 3 };
}

function scanOf(body: Uint8Array): JpegScan {
  const [components, , tables = 0, selection = 0, , approximation = 0] = body;
  if (components !== 1 || body.length < 6) throw damagedStream('a JPEG scan of a grey image has one component');
  return { dcTable: (tables >> 4) & 3, acTable: tables & 3, selection, shift: approximation & 15 };
}

function readHuffman(body: Uint8Array, tables: Map<number, HuffmanSpecification>): void {
  let at = 0;
  while (at < body.length) {
    const destination = body[at] ?? 0;
    const counts = body.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const values = body.subarray(at + 17, at + 17 + total);
    if (counts.length !== 16 || values.length !== total || total > 256) throw damagedStream('JPEG tables are whole');
    tables.set((destination >> 4) * 4 + (destination & 3), { counts, values });
    at += 17 + total;
  }
}

function readQuantization(body: Uint8Array, tables: Map<number, Uint16Array>): void {
  let at = 0;
  while (at < body.length) {
    const [wide, destination] = [(body[at] ?? 0) >> 4, (body[at] ?? 0) & 3];
    const size = wide ? 128 : 64;
    const values = body.subarray(at + 1, at + 1 + size);
    if (values.length !== size) throw damagedStream('JPEG tables are whole');
    tables.set(
      destination,
      wide ? Uint16Array.from({ length: 64 }, (_, i) => word(values, 2 * i)) : Uint16Array.from(values),
    );
    at += 1 + size;
  }
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
