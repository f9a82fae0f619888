import { createHash } from 'node:crypto';
import {
  decoded,
  decodeFrame,
  deidentify,
  DicomRefusedError,
  indexSeries,
  instanceOf,
  numberOf,
  parseInstances,
  readPart10,
  storedPixels,
  streamsOf,
  writePart10,
  withoutUnusedBits,
  type Element,
  type Part10,
  type RefusalCode,
} from '@lectern/dicom';

/** What came of one file: SHA-256 of each frame's samples, little endian, row by row; or the code of the refusal. */
export type Taken = { readonly frames: readonly string[] } | { readonly refused: RefusalCode };

const key = new Uint8Array(32).fill(5);

/** As intake takes a file in, from bytes to what is stored: parsed, decoded, de-identified, indexed and written. */
export function takenIn(bytes: Uint8Array): Promise<Taken> {
  return orRefused(async () => {
    const frames: string[] = [];
    for (const image of parseInstances(bytes)) {
      const cleaned = instanceOf(deidentify(await decoded(image), { key, dates: 'shift' }).part10);
      const [series] = indexSeries([cleaned]);
      parseInstances(writePart10(cleaned.dataset)); // what is written is read again
      frames.push(...(series?.instances ?? []).map(({ frame }) => sha256(frame)));
    }
    return frames;
  });
}

/** The frames of any grey object of 8 or 16 bits, whatever its class: how reading and decoding are tried beyond MR images. */
export function greyFrames(bytes: Uint8Array): Promise<Taken> {
  return orRefused(async () => (await samplesOfFrames(readPart10(bytes))).map(sha256));
}

/** Samples of each frame. @throws DicomRefusedError */
export async function samplesOfFrames({ dataset, transferSyntax }: Part10): Promise<Uint8Array[]> {
  const element = dataset.get('7FE00010');
  const count = numberOf(dataset, '00280008') ?? 1;
  const length = matrixBytes(dataset);
  const stored =
    element?.kind === 'fragments'
      ? streamsOf(element, count)
      : Array.from({ length: count }, (_, at) => bytesOf(element).subarray(at * length, (at + 1) * length));
  const frames: Uint8Array[] = [];
  for (const frame of stored) {
    const pixels = storedPixels(dataset, transferSyntax.uid, frame);
    const native = pixels.encapsulated ? await decodeFrame({ ...pixels, bytes: frame }) : pixels.frame;
    frames.push(withoutUnusedBits({ ...pixels, encapsulated: false, frame: native }));
  }
  return frames;
}

function bytesOf(element: Element | undefined): Uint8Array {
  return element?.kind === 'value' ? element.bytes : new Uint8Array(0);
}

function matrixBytes(dataset: Part10['dataset']): number {
  const [rows = 0, columns = 0, bits = 0] = ['00280010', '00280011', '00280100'].map((tag) => numberOf(dataset, tag));
  return (rows * columns * bits) / 8;
}

async function orRefused(act: () => Promise<string[]>): Promise<Taken> {
  try {
    return { frames: await act() };
  } catch (error) {
    if (error instanceof DicomRefusedError) return { refused: error.code };
    throw error;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
