import { cutLine, nearestSlice, offPlane, onPlane } from './slice-place.js';
import type { Slice } from './slice.js';
import type { Vector } from './vector.js';

const slice = (position: Vector, rowCosines: Vector, columnCosines: Vector, frameOfReferenceUid = '1'): Slice =>
  ({
    position,
    rowCosines,
    columnCosines,
    frameOfReferenceUid,
    rows: 20,
    columns: 40,
    rowSpacing: 1,
    columnSpacing: 0.5,
  }) as Slice;

const axial = slice([0.25, 0.5, 10], [1, 0, 0], [0, 1, 0]); // pixels from 0 to 20 in x and y
const tilted: Vector = [0, 0.8, 0.6];

test('a point and its foot on an oblique plane', () => {
  const oblique = slice([0, 0, 0], [1, 0, 0], tilted); // normal (0, -0.6, 0.8)
  expect(offPlane(oblique, [7, 0, 10])).toBeCloseTo(8, 12);
  const foot = onPlane(oblique, [7, 0, 10]);
  expect(foot.map((value) => Math.round(value * 1e9) / 1e9)).toEqual([7, 4.8, 3.6]);
});

test('the nearest slice, and none beyond the stack', () => {
  const stack = [0, 4, 8].map((z) => slice([0, 0, z], [1, 0, 0], [0, 1, 0]));
  expect([-3.9, 1.9, 2.1, 11, 12.1].map((z) => nearestSlice(stack, [5, 5, z]))).toEqual([0, 0, 1, 2, -1]);
});

test('a sagittal slice is cut by an axial one along y, as far as the axial one reaches', () => {
  const sagittal = slice([5, -50, 60], [0, 1, 0], [0, 0, -1]);
  const [from, to] = cutLine(axial, sagittal) ?? [];
  expect([from, to].map((point) => point?.map((value) => value + 0))).toEqual([
    [5, 0, 10],
    [5, 20, 10],
  ]);
});

test('no line between parallel planes, in another frame of reference, or where the slice ends before', () => {
  expect(cutLine(axial, slice([0, 0, 14], [1, 0, 0], [0, 1, 0]))).toBeUndefined();
  expect(cutLine(axial, slice([5, -50, 60], [0, 1, 0], [0, 0, -1], '2'))).toBeUndefined();
  expect(cutLine(axial, slice([25, -50, 60], [0, 1, 0], [0, 0, -1]))).toBeUndefined();
});
