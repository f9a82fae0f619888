import { deidentify } from './deidentify/deidentify.js';
import { indexSeries } from './series-index.js';
import { parseInstance } from './instance.js';
import { readSegmentation } from './segmentation/read-segmentation.js';
import { code } from './segmentation/codes.js';
import { writeSegmentation } from './segmentation/write-segmentation.js';
import { testFiles, testImages } from './testing/test-series.js';
import { writePart10 } from './writer.js';

/** Seeded generator (Numerical Recipes' linear congruential one): damage must be the same in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Flips bits, cuts, copies a run elsewhere, or writes a huge length. */
function damaged(file: Uint8Array, random: (below: number) => number): Uint8Array {
  const copy = file.slice();
  const at = (): number => 128 + random(copy.length - 136);
  switch (random(4)) {
    case 0:
      for (let flips = 1 + random(8); flips > 0; flips--) {
        const place = at();
        copy[place] = (copy[place] ?? 0) ^ (1 << random(8));
      }
      return copy;
    case 1:
      return copy.subarray(0, random(copy.length));
    case 2:
      copy.copyWithin(at(), at(), at());
      return copy;
    default:
      copy.fill(0xff, at(), at() + 4);
      return copy;
  }
}

const [image = new Uint8Array()] = testFiles();
const masks = new Map([['2.25.1000.1.2', new Uint8Array(30).fill(1)]]);
const description = {
  label: 'x',
  category: code.abnormalStructure,
  type: code.haemorrhage,
  algorithm: { name: 'a', version: '1' },
  cielab: [1, 2, 3],
} as const;
const segmentation = writeSegmentation({
  images: testImages(),
  masks,
  segment: description,
  contentDate: '20261124',
  contentTime: '1015',
}) as Uint8Array;
const key = new Uint8Array(32).fill(9);

const ways: readonly [string, Uint8Array, (file: Uint8Array) => unknown][] = [
  ['an image', image, (file) => {
    const parsed = parseInstance(file);
    indexSeries([parsed]);
    return writePart10(deidentify(parsed, { key, dates: 'shift', retainPatientCharacteristics: true }).part10.dataset);
  }],
  ['a segmentation', segmentation, readSegmentation],
]; // prettier-ignore

test.each(ways)('3000 times damaged, %s is taken in or refused, and nothing else', (_, whole, takeIn) => {
  const random = seeded(20_261_124);
  let refused = 0;
  for (let round = 0; round < 3000; round++) {
    try {
      takeIn(damaged(whole, random));
    } catch (error) {
      expect(error).toMatchObject({ name: 'DicomRefusedError' });
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(500);
  expect(refused).toBeLessThan(3000);
});
