import { diceOf, meanSurfaceDistance } from './overlap.js';

const size = { rows: 3, columns: 5 };

/** Masks from drawings: one string a slice, rows apart by spaces. */
function drawn(...slices: string[]): Uint8Array[] {
  return slices.map((slice) => Uint8Array.from(slice.replaceAll(' ', ''), (mark) => Number(mark === '#')));
}

const left = drawn('##... ##... .....');
const right = drawn('.##.. .##.. .....');

test('Dice counts the overlap twice: 2 of 4 and 4 voxels', () => {
  expect(diceOf(left, right)).toBe(0.5);
  expect(diceOf(left, left)).toBe(1);
  expect(diceOf(left, drawn('..... ..... ...##'))).toBe(0);
  expect(diceOf(drawn('..... ..... .....'), left)).toBe(0);
});

test('surface distance in mm: half of the voxels lie one column of 0.5 mm off, in both directions', () => {
  expect(meanSurfaceDistance(left, right, size, [4, 2, 0.5])).toBeCloseTo(0.25, 12);
  expect(meanSurfaceDistance(left, left, size, [4, 2, 0.5])).toBe(0);
});

test('slices count by their distance', () => {
  const [low, high] = [
    drawn('#.... ..... .....', '..... ..... .....'),
    drawn('..... ..... .....', '#.... ..... .....'),
  ];
  expect(meanSurfaceDistance(low, high, size, [4, 1, 1])).toBe(4);
});

test('inner voxels are no surface', () => {
  const block = ['##### ##### #####', '##### ##### #####', '##### ##### #####'];
  const hollow = ['##### ##### #####', '##### #...# #####', '##### ##### #####'];
  expect(meanSurfaceDistance(drawn(...block), drawn(...block), size, [1, 1, 1])).toBe(0);
  expect(meanSurfaceDistance(drawn(...block), drawn(...hollow), size, [1, 1, 1])).toBe(0);
});

test('nothing found has no surface', () => {
  expect(meanSurfaceDistance(left, drawn('..... ..... .....'), size, [1, 1, 1])).toBeUndefined();
});
