import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decoded } from '../decoded.js';
import type { ParsedInstance } from '../instance.js';
import { parseInstance } from '../instance.js';
import { storedPixels } from '../pixels.js';
import { DicomRefusedError } from '../refusal.js';
import { datasetOf } from '../builder.js';
import { explicitLittleEndian, htj2k } from '../transfer-syntax.js';
import { writePart10 } from '../writer.js';
import { decodeFrame } from './decode-frame.js';
import { encodeHtj2k } from './encode-htj2k.js';

const fixture = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../fixtures/compressed', `${name}.dcm`));
const frameOf = async (file: Uint8Array): Promise<string> =>
  createHash('sha256')
    .update((await decoded(parseInstance(file))).pixels.frame)
    .digest('hex');
const whole = '42854d451d9b7576f34f34de0ad2e32e9200edfbfbdd47386ee452603d66f989';

// SHA-256 of the samples, little endian, by pydicom 3.0.2; 12-bit JPEG by dcmdjpeg of DCMTK, since pydicom's decoder rounds
// another way (T.81 leaves it one grey level).
test.each([
  ['native', whole],
  ['implicit', whole],
  ['big-endian', whole],
  ['deflated', whole],
  ['no-meta', whole],
  ['rle', whole],
  ['jpeg-lossless-sv1', whole],
  ['jpeg-lossless-predictor-6', whole],
  ['jpeg-ls', whole],
  ['jpeg-ls-near', '216a420f409ea9c53a0c11304af229343142bfe422844c8fd4df787b2b53cb37'],
  ['jpeg-2000', whole],
  ['jpeg-baseline', 'a1daf8d96c4d8c796afa2450986682287ef19fe90792a9b8bfa00763eff60ca5'],
  ['jpeg-extended-12', '52828c0059db733a58a30b9a85ee7f49d7c4b25675332b82b68d437a3df0b13f'],
])('%s: the samples that pydicom finds', async (name, expected) => {
  const file = fixture(name);
  expect(await frameOf(file)).toBe(expected);
  const { dataset, transferSyntax } = await decoded(parseInstance(file));
  expect(await frameOf(writePart10(dataset, transferSyntax.uid))).toBe(expected);
});

test.each(['rle', 'jpeg-lossless-sv1', 'jpeg-ls', 'jpeg-2000', 'jpeg-baseline', 'jpeg-extended-12'])(
  '%s: cut within its stream, or of another matrix than its image, it is refused',
  async (name) => {
    const image = parseInstance(fixture(name));
    const { pixels } = image;
    const half = pixels.frame.subarray(0, pixels.frame.length >> 1);
    for (const odd of [
      { bytes: half },
      { bytes: pixels.frame, rows: 25 },
      { bytes: pixels.frame, rows: 65_535, columns: 65_535 },
    ])
      await expect(decodeFrame({ ...pixels, ...odd })).rejects.toMatchObject({ code: 'compressed-stream' });
    expect(await frameOf(fixture(name))).toBeDefined(); // a codec that failed once serves the next file
  },
);

test('the stream of a frame is decoded from several fragments', async () => {
  const image = parseInstance(fixture('jpeg-ls'));
  const element = image.dataset.get('7FE00010');
  if (element?.kind !== 'fragments') throw new Error('the fixture is compressed');
  const [stream = new Uint8Array()] = element.fragments;
  const parts = { ...element, fragments: [stream.subarray(0, 100), stream.subarray(100)] };
  const file = writePart10(new Map(image.dataset).set('7FE00010', parts), image.transferSyntax.uid);
  expect(await frameOf(file)).toBe(whole);
});

test.each([
  ['unsigned, 12 bits', 12, false],
  ['signed, 16 bits', 16, true],
])('HTJ2K without loss: %s', async (_, bits, signed) => {
  const [rows, columns] = [48, 40];
  const samples = Uint16Array.from({ length: rows * columns }, (__, i) => (signed ? i * 37 - 30_000 : (i * 37) % 4096));
  const frame = new Uint8Array(samples.buffer);
  const dataset = datasetOf({
    Rows: rows,
    Columns: columns,
    BitsAllocated: 16,
    BitsStored: bits,
    PixelRepresentation: signed ? 1 : 0,
    PhotometricInterpretation: 'MONOCHROME2',
  });
  const pixels = storedPixels(dataset, explicitLittleEndian, frame);
  const bytes = await encodeHtj2k(pixels);
  if (!bytes) throw new Error('the matrix is large enough');
  expect(bytes.length).toBeLessThan(frame.length);
  expect(Buffer.from(await decodeFrame({ ...pixels, transferSyntaxUid: htj2k[0], bytes }))).toEqual(Buffer.from(frame));
});

test('bits above those stored, where old objects hide overlays, are cleared', async () => {
  const image = parseInstance(fixture('native'));
  const dirty = Uint8Array.from(image.pixels.frame);
  for (let at = 1; at < dirty.length; at += 2) dirty[at]! |= 0xf0;
  const hidden: ParsedInstance = { ...image, pixels: { ...image.pixels, frame: dirty } };
  const { pixels, dataset } = await decoded(hidden);
  expect(Buffer.from(pixels.frame)).toEqual(Buffer.from(image.pixels.frame));
  expect(dataset.get('7FE00010')).toMatchObject({ bytes: pixels.frame });
});

test('what inflates beyond all measure is refused', () => {
  const deflated = Buffer.from(fixture('deflated'));
  expect(() => parseInstance(deflated.subarray(0, deflated.length - 40))).toThrow(DicomRefusedError);
});
