import { decodeFrame } from './codecs/decode-frame.js';
import type { ParsedInstance } from './instance.js';
import { withoutUnusedBits } from './pixels.js';
import { explicitLittleEndian, transferSyntaxOf } from './transfer-syntax.js';

/**
 * The same image with its samples as they are stored and served: uncompressed, little endian, nothing in unused bits.
 * What the data set says of former lossy compression stays.
 *
 * @throws DicomRefusedError `compressed-stream`
 */
export async function decoded(image: ParsedInstance): Promise<ParsedInstance> {
  const { pixels, dataset } = image;
  const native = pixels.encapsulated ? await decodeFrame({ ...pixels, bytes: pixels.frame }) : pixels.frame;
  const samples = { ...pixels, encapsulated: false, transferSyntaxUid: explicitLittleEndian, frame: native };
  const frame = withoutUnusedBits(samples);
  if (frame === pixels.frame) return image;
  const vr = pixels.bitsAllocated === 16 ? 'OW' : 'OB';
  return {
    ...image,
    dataset: new Map(dataset).set('7FE00010', { kind: 'value', tag: '7FE00010', vr, bytes: frame }),
    transferSyntax: transferSyntaxOf(explicitLittleEndian),
    pixels: { ...samples, frame },
  };
}
