import type { TransferSyntax } from '../transfer-syntax.js';
import { htj2k, jpeg2000, rleLossless } from '../transfer-syntax.js';
import type { CompressedFrame } from './compressed-frame.js';
import { assertAgrees, damagedStream } from './compressed-frame.js';
import { codeStreamOf } from './jpeg-2000-header.js';
import { decodeDct } from './jpeg-dct.js';
import { decodeJpegLs } from './jpeg-ls.js';
import { decodeLossless } from './jpeg-lossless.js';
import { readJpegStream } from './jpeg-stream.js';
import { decodeRle } from './rle.js';
import { CodecFailure, runDecoder } from './wasm-codecs.js';

/** Compressed frames may have at most so many pixels: a few bytes must not ask for the whole memory. */
const mostPixels = 2 ** 26;

/**
 * Decodes one compressed frame of a grey image.
 *
 * @returns samples as native DICOM has them: little endian, row by row, `bitsAllocated` bits each; signed ones extended
 * @throws DicomRefusedError `compressed-stream` where the stream is damaged or disagrees with the image
 */
export async function decodeFrame(frame: CompressedFrame): Promise<Uint8Array> {
  if (frame.rows * frame.columns > mostPixels) throw damagedStream(`a frame has at most ${mostPixels} pixels`);
  const uid: TransferSyntax['uid'] = frame.transferSyntaxUid;
  if (uid === rleLossless) return decodeRle(frame);
  if (jpeg2000.some((each) => each === uid)) return decodeJpeg2000(frame, 'J2KDecoder');
  if (htj2k.some((each) => each === uid)) return decodeJpeg2000(frame, 'HTJ2KDecoder');
  return decodeJpeg(frame);
}

/** By the process that the stream itself names: its files are known to be labelled otherwise. */
function decodeJpeg(frame: CompressedFrame): Uint8Array {
  const stream = readJpegStream(frame.bytes);
  assertAgrees(stream.header, frame);
  switch (stream.process) {
    case 0xc0:
    case 0xc1:
      return asStored(decodeDct(stream), stream.header.precision, frame);
    case 0xc3:
      return asStored(decodeLossless(stream), stream.header.precision, frame);
    case 0xf7:
      return asStored(decodeJpegLs(stream), stream.header.precision, frame);
    default:
      throw damagedStream('JPEG frames are baseline, extended sequential, lossless or JPEG-LS, with Huffman coding');
  }
}

async function decodeJpeg2000(frame: CompressedFrame, decoder: 'J2KDecoder' | 'HTJ2KDecoder'): Promise<Uint8Array> {
  const { bytes, header } = codeStreamOf(frame.bytes);
  assertAgrees(header, frame);
  return asStored(await samplesFrom(decoder, frame, bytes), header.precision, frame);
}

async function samplesFrom(
  decoder: 'J2KDecoder' | 'HTJ2KDecoder',
  { rows, columns }: CompressedFrame,
  stream: Uint8Array,
): Promise<Uint8Array | Uint16Array> {
  const { bytes, info } = await runDecoder(decoder, stream).catch((error: unknown) => {
    if (error instanceof CodecFailure) throw damagedStream('its decoder gave up');
    throw error;
  });
  const wide = info.bitsPerSample > 8;
  if (bytes.length !== rows * columns * (wide ? 2 : 1)) throw damagedStream('a frame has one sample a pixel');
  return wide ? new Uint16Array(bytes.buffer, bytes.byteOffset, rows * columns) : bytes;
}

/** Samples of `precision` bits in the image's own width; the sign fills the bits above where there is one. */
function asStored(
  samples: Uint8Array | Uint16Array,
  precision: number,
  { bitsAllocated, signed }: CompressedFrame,
): Uint8Array {
  const unused = 32 - precision;
  const stored = bitsAllocated === 16 ? new Uint16Array(samples.length) : new Uint8Array(samples.length);
  for (let index = 0; index < samples.length; index++) {
    const shifted = (samples[index] as number) << unused;
    stored[index] = signed ? shifted >> unused : shifted >>> unused;
  }
  return new Uint8Array(stored.buffer);
}
