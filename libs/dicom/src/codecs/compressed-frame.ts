import { DicomRefusedError } from '../refusal.js';

/** One compressed frame of a grey image, and what its data set says of it. */
export interface CompressedFrame {
  readonly transferSyntaxUid: string;
  readonly rows: number;
  readonly columns: number;
  readonly bitsAllocated: 8 | 16;
  readonly bitsStored: number;
  readonly signed: boolean;
  readonly bytes: Uint8Array;
}

/** What the header of a compressed stream says of it. */
export interface StreamHeader {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  /** Bits a sample. */
  readonly precision: number;
}

/** Samples as a decoder gives them, row by row. */
export type Samples = Uint8Array | Int8Array | Uint16Array | Int16Array;

/**
 * Checks a stream's own header against the data set before a decoder sees it, so that none reserves more than the
 * image can take.
 *
 * @throws DicomRefusedError `compressed-stream`
 */
export function assertAgrees(header: StreamHeader, frame: CompressedFrame): void {
  const agrees =
    header.rows === frame.rows &&
    header.columns === frame.columns &&
    header.components === 1 &&
    header.precision <= frame.bitsAllocated;
  if (!agrees) throw damagedStream('matrix, samples and bits of a compressed frame must be those of its image');
}

/** The refusal of a frame that cannot be decoded. */
export function damagedStream(rule: string): DicomRefusedError {
  return new DicomRefusedError({
    code: 'compressed-stream',
    tag: '7FE00010',
    rule: `Each compressed frame must be whole and by its standard: ${rule}.`,
    remedy: 'Export the series again, uncompressed (Explicit VR Little Endian).',
  });
}
