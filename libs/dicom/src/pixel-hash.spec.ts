import { caseHash, frameHash, pixelHash, stackHash } from './pixel-hash.js';
import type { DecodedFrame } from './pixel-hash.js';
import { testImages } from './testing/test-series.js';

const frame = (samples: readonly number[]): DecodedFrame => ({
  rows: 2,
  columns: 3,
  bitsAllocated: 16,
  bytes: new Uint8Array(Uint16Array.from(samples).buffer),
});
const first = frame([0, 1, 2, 300, 4095, 65_535]);
const second = frame([1, 2, 3, 4, 5, 6]);

// Computed apart, by Python's hashlib and struct, from the definition in pixel-hash.ts.
test('hashes of frames, stacks and cases', () => {
  expect(frameHash(first)).toBe('e10aceb3ab257288b58fb494aa9e75d8bdba5362b3dc0f67041d5cad9b6a8202');
  expect(frameHash(second)).toBe('e4de40895f05a224d55b98eae99201486e73d8ae1b948e7e3cb5ec07eb1d03a9');
  expect(stackHash([first, second])).toBe('046ae09f6e5458eaec743117e9bd82c56353dc092cda22b48a7520e8d2a0474c');
  expect(caseHash([stackHash([first, second]), stackHash([second, first])])).toBe(
    '81e6a2db103801416461bbd26901b488235a4b54e4f5aae7141e8a1be68cca17',
  );
});

test('an 8-bit frame counts as its values, and a matrix counts by its shape', () => {
  expect(frameHash({ rows: 2, columns: 3, bitsAllocated: 8, bytes: Uint8Array.of(1, 2, 3, 4, 5, 6) })).toBe(
    frameHash(second),
  );
  expect(frameHash({ ...second, rows: 3, columns: 2 })).not.toBe(frameHash(second));
  expect(() => frameHash({ ...second, rows: 3 })).toThrow(RangeError);
});

test('one pixel changes the hash of its case; order and names do not', () => {
  const images = [...testImages({ seed: 1 }), ...testImages({ seed: 2 })];
  const renamed = testImages({ seed: 1, identity: { seriesInstanceUid: '2.25.5', studyInstanceUid: '2.25.6' } });
  expect(pixelHash([...testImages({ seed: 2 }), ...renamed.reverse()]).caseHash).toBe(pixelHash(images).caseHash);
  const [touched] = images;
  const bytes = touched?.pixels.frame as Uint8Array;
  const before = pixelHash(images).caseHash;
  bytes[7] = (bytes[7] ?? 0) ^ 1;
  expect(pixelHash(images).caseHash).not.toBe(before);
});
