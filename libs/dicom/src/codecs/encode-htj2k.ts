import type { PixelReference } from '../pixels.js';
import { htj2kLossless } from '../transfer-syntax.js';
import { damagedStream } from './compressed-frame.js';
import { decodeFrame } from './decode-frame.js';
import { CodecFailure, withEncoder } from './wasm-codecs.js';

/** The smallest side that the encoder's five decompositions can halve. */
const smallestSide = 32;

/**
 * A frame as lossless HTJ2K (transfer syntax 1.2.840.10008.1.2.4.201), decoded again and compared before it is given
 * out; undefined where the matrix is too small to be worth it.
 *
 * @param pixels uncompressed, unused bits cleared
 * @throws DicomRefusedError `compressed-stream` where decoding did not give the same samples: keep the frame as it is
 */
export async function encodeHtj2k(pixels: PixelReference): Promise<Uint8Array | undefined> {
  const { rows, columns, bitsAllocated, bitsStored, signed, frame } = pixels;
  if (Math.min(rows, columns) < smallestSide) return undefined;
  const info = {
    width: columns,
    height: rows,
    bitsPerSample: bitsStored > 8 ? bitsStored : bitsAllocated, // the encoder takes samples of up to 8 bits as bytes
    componentCount: 1,
    isSigned: signed,
    isUsingColorTransform: false,
  };
  const bytes = await withEncoder((encoder) => {
    encoder.getDecodedBuffer(info).set(frame);
    encoder.setQuality(true, 0);
    encoder.encode();
    return encoder.getEncodedBuffer();
  }).catch((error: unknown) => {
    throw error instanceof CodecFailure ? damagedStream('its encoder gave up') : error;
  });
  const again = await decodeFrame({ ...pixels, transferSyntaxUid: htj2kLossless, bytes });
  if (Buffer.compare(again, frame) !== 0) throw damagedStream('what was compressed without loss decodes to itself');
  return bytes;
}
