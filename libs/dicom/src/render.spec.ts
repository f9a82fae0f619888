import { inflateSync } from 'node:zlib';
import type { PixelReference } from './pixels.js';
import { pngOf, rendered, windowOf } from './render.js';

const pixels = (values: readonly number[], change: Partial<PixelReference> = {}): PixelReference => ({
  rows: 2,
  columns: values.length / 2,
  bitsAllocated: 16,
  bitsStored: 16,
  signed: false,
  photometric: 'MONOCHROME2',
  encapsulated: false,
  transferSyntaxUid: '1.2.840.10008.1.2.1',
  frame: new Uint8Array(Int16Array.from(values).buffer),
  ...change,
});
const window = { center: 500, width: 1000 };

test('a window maps its ends to black and white, and what lies outside too', () => {
  expect([...rendered(pixels([0, 250, 500, 750, 1000, 2000]), window).bytes]).toEqual([0, 64, 128, 191, 255, 255]);
  expect([...rendered(pixels([0, 1000, 0, 1000], { photometric: 'MONOCHROME1' }), window).bytes]).toEqual([
    255, 0, 255, 0,
  ]);
  expect([...rendered(pixels([-100, 0, 100, 0], { signed: true }), { center: 0, width: 200 }).bytes]).toEqual([
    0, 128, 255, 128,
  ]);
});

test('a smaller picture holds the means of boxes, those at the edge of what is there', () => {
  const picture = rendered(pixels([0, 1000, 1000, 0, 1000, 1000]), window, 2);
  expect(picture).toEqual({ rows: 1, columns: 2, bytes: Uint8Array.of(128, 255) });
});

test('the window of a stack leaves single odd values out', () => {
  const values = Array.from({ length: 14_000 }, (_, index) => (index === 7 ? 65_000 : index % 1000));
  const found = windowOf([pixels(values, { columns: values.length / 2 })]);
  expect(found.center - found.width / 2).toBeCloseTo(5, -1);
  expect(found.center + found.width / 2).toBeCloseTo(995, -1);
});

test('a PNG says what it holds', () => {
  const png = Buffer.from(pngOf({ rows: 2, columns: 3, bytes: Uint8Array.of(10, 20, 5, 255, 0, 1) }));
  expect(png.toString('latin1', 1, 4)).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([3, 2, 8, 0]);
  const length = png.readUInt32BE(33);
  expect([...inflateSync(png.subarray(41, 41 + length))]).toEqual([1, 10, 10, 241, 1, 255, 1, 1]);
});
