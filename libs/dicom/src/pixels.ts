import { streamsOf } from './codecs/fragments.js';
import type { Dataset, FragmentsElement, Tag } from './dataset.js';
import { DicomRefusedError } from './refusal.js';
import type { RefusalCode } from './refusal.js';
import type { TransferSyntax } from './transfer-syntax.js';
import { transferSyntaxOf } from './transfer-syntax.js';
import { numberOf, textOf } from './values.js';

/** How the one frame of an image is stored. The bytes are a view into the file. */
export interface PixelReference {
  readonly rows: number;
  readonly columns: number;
  readonly bitsAllocated: 8 | 16;
  readonly bitsStored: number;
  readonly signed: boolean;
  readonly photometric: 'MONOCHROME1' | 'MONOCHROME2';
  /** True: `frame` is a compressed stream in `transferSyntaxUid`. False: samples, little endian, row by row. */
  readonly encapsulated: boolean;
  readonly transferSyntaxUid: string;
  readonly frame: Uint8Array;
}

/**
 * The frame of a single-frame grey image, with its length checked against its matrix.
 *
 * @throws DicomRefusedError `unsupported-pixels`, `missing-attribute` or `pixel-length`
 */
export function pixelsOf(dataset: Dataset, syntax: TransferSyntax): PixelReference {
  const element = dataset.get('7FE00010');
  const kind = syntax.encapsulated ? 'fragments' : 'value';
  if (element?.kind !== kind) throw absent('7FE00010');
  return storedPixels(dataset, syntax.uid, element.kind === 'fragments' ? streamOf(element) : element.bytes);
}

/**
 * The same for a frame that is kept apart from its attributes, as the store keeps it.
 *
 * @param frame samples in little endian, or one compressed stream in the transfer syntax
 */
export function storedPixels(dataset: Dataset, transferSyntaxUid: string, frame: Uint8Array): PixelReference {
  const rows = required(dataset, '00280010');
  const columns = required(dataset, '00280011');
  const bitsAllocated = required(dataset, '00280100');
  const photometric = textOf(dataset, '00280004');
  if (bitsAllocated !== 8 && bitsAllocated !== 16) throw unsupported('00280100');
  if ((numberOf(dataset, '00280002') ?? 1) !== 1) throw unsupported('00280002');
  if (photometric !== 'MONOCHROME1' && photometric !== 'MONOCHROME2') throw unsupported('00280004');
  const bitsStored = numberOf(dataset, '00280101') ?? bitsAllocated;
  if (bitsStored < 1 || bitsStored > bitsAllocated) throw unsupported('00280101');
  if ((numberOf(dataset, '00280102') ?? bitsStored - 1) !== bitsStored - 1) throw unsupported('00280102');
  const signed = numberOf(dataset, '00280103') === 1;
  const { encapsulated } = transferSyntaxOf(transferSyntaxUid);
  const checked = encapsulated ? compressed(frame) : native(frame, (rows * columns * bitsAllocated) / 8);
  return {
    rows,
    columns,
    bitsAllocated,
    bitsStored,
    signed,
    photometric,
    encapsulated,
    transferSyntaxUid,
    frame: checked,
  };
}

/**
 * Samples of a frame as stored, widened to 16 bits; a signed sample keeps its two's-complement pattern. They may be a view of the frame: not to be written to.
 *
 * @throws DicomRefusedError where the frame is compressed: see `decoded`
 */
export function samplesOf({ encapsulated, bitsAllocated, frame }: PixelReference): Uint16Array {
  if (encapsulated) {
    const rule = 'Samples can be read from uncompressed images only.';
    throw refusal('unsupported-transfer-syntax', '00020010', rule, 'Export the series as Explicit VR Little Endian.');
  }
  if (bitsAllocated === 8) return new Uint16Array(frame);
  if (isLittleEndian && frame.byteOffset % 2 === 0)
    return new Uint16Array(frame.buffer, frame.byteOffset, frame.length >> 1);
  const samples = new Uint16Array(frame.length / 2);
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  for (let index = 0; index < samples.length; index++) samples[index] = view.getUint16(index * 2, true);
  return samples;
}

/** Whether this machine's own words are as the store's. */
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Values of a frame after the modality rescale: slope x sample + intercept (0028,1053 and 0028,1052), samples read as
 * signed numbers of `bitsStored` bits where the image says so.
 *
 * @throws DicomRefusedError as {@link samplesOf}
 */
export function valuesOf(dataset: Dataset, pixels: PixelReference): Float32Array {
  const slope = numberOf(dataset, '00281053') ?? 1;
  const intercept = numberOf(dataset, '00281052') ?? 0;
  const unused = 32 - pixels.bitsStored; // bits above those stored may hold anything
  const samples = samplesOf(pixels);
  const values = new Float32Array(samples.length);
  for (let index = 0; index < samples.length; index++) {
    const shifted = (samples[index] as number) << unused;
    values[index] = (pixels.signed ? shifted >> unused : shifted >>> unused) * slope + intercept;
  }
  return values;
}

/**
 * Samples with nothing in the bits above those stored (PS3.5, 8.1.1), where old objects hide overlays: zeros, or the
 * sign of a signed sample. The frame itself where there is nothing to clear.
 */
export function withoutUnusedBits(pixels: PixelReference): Uint8Array {
  const { bitsAllocated, bitsStored, signed, frame } = pixels;
  if (bitsStored === bitsAllocated) return frame;
  const samples = samplesOf(pixels);
  const unused = 32 - bitsStored;
  const clear = (sample: number): number => (signed ? (sample << unused) >> unused : (sample << unused) >>> unused);
  let changes = 0;
  for (let index = 0; index < samples.length; index++)
    changes |= clear(samples[index] as number) ^ (samples[index] as number);
  if ((changes & (bitsAllocated === 16 ? 0xffff : 0xff)) === 0) return frame;
  const cleared = bitsAllocated === 16 ? Uint16Array.from(samples, clear) : Uint8Array.from(samples, clear);
  return new Uint8Array(cleared.buffer);
}

function native(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length === length || bytes.length === length + (length % 2)) return bytes.subarray(0, length);
  const rule = 'Pixel data must hold as many bytes as rows, columns and bits allocated ask for.';
  throw refusal('pixel-length', '7FE00010', rule, 'The file is incomplete or damaged: export it again.');
}

function compressed(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) throw absent('7FE00010');
  return bytes;
}

function streamOf(element: FragmentsElement): Uint8Array {
  if (element.fragments.length === 0) throw absent('7FE00010');
  return streamsOf(element, 1)[0] as Uint8Array;
}

function required(dataset: Dataset, tag: Tag): number {
  const value = numberOf(dataset, tag);
  if (value === undefined || value < 1) throw absent(tag);
  return value;
}

function absent(tag: Tag): DicomRefusedError {
  const rule = 'An image must state its matrix and bits, and hold one frame of pixel data.';
  return refusal('missing-attribute', tag, rule, 'Export the original images of the scanner.');
}

function unsupported(tag: Tag): DicomRefusedError {
  const rule = 'Images must be grey, with one sample a pixel of 8 or 16 bits.';
  return refusal('unsupported-pixels', tag, rule, 'Export the original grey images of the scanner.');
}

function refusal(code: RefusalCode, tag: Tag, rule: string, remedy: string): DicomRefusedError {
  return new DicomRefusedError({ code, tag, rule, remedy });
}
