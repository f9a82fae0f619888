import { checkDomain, greyValues } from './domain.js';
import { middleOf } from './middle.js';
import type { InferenceStack } from './stack.js';

/** A stack of one value a pixel, told by its place. */
function stackOf(value: (slice: number, row: number, column: number) => number, spacing = 1): InferenceStack {
  const [slices, rows, columns] = [8, 20, 20];
  return {
    id: 'stack', rows, columns, pixelSpacing: [spacing, spacing], sliceSpacing: 4, orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    slices: Array.from({ length: slices }, (_, s) => ({
      id: `${s}`,
      position: [0, 0, 4 * s],
      values: Float32Array.from({ length: rows * columns }, (__, at) => value(s, Math.floor(at / columns), at % columns)),
    })),
  }; // prettier-ignore
}

const identity = Array.from({ length: 5 }, (_, row) =>
  Array.from({ length: 5 }, (__, column) => (row === column ? 1 : 0)),
);
const settings: Parameters<typeof checkDomain>[3] = {
  method: 'middle-grey-values', pixelSpacingMm: [0.5, 1.5], sliceSpacingMm: [2, 6], mean: [1, 1, 1, 1, 0], precision: identity, limit: 0.5,
}; // prettier-ignore

test('the middle is the inner half of the slices and the pixels within reach of the centre, and nothing else', () => {
  const isMiddle = (s: number, r: number, c: number): boolean =>
    s >= 2 && s < 6 && r >= 5 && r < 15 && c >= 5 && c < 15;
  const middle = middleOf(
    stackOf((s, r, c) => (isMiddle(s, r, c) ? 7 : 1)),
    5,
  );
  expect(new Set(middle.values())).toEqual(new Set([7]));
  expect(middle.values()).toHaveLength(4 * 10 * 10);
  expect(middle.steps()).toHaveLength(4 * 10 * 9);
  const wider = middleOf(
    stackOf((s, r, c) => (isMiddle(s, r, c) ? 7 : 1)),
    5.5,
  );
  expect(new Set(wider.values())).toEqual(new Set([1, 7]));
});

test('pixels larger than the reach leave the whole axis', () => {
  expect(
    middleOf(
      stackOf(() => 1, 30),
      5,
    ).rows,
  ).toEqual([0, 20]);
});

test('grey values are quantiles and the median step, in units of the scale', () => {
  expect(
    greyValues(
      stackOf((_, __, column) => 100 + 10 * (column % 2)),
      100,
      10,
    ),
  ).toEqual([1, 1, 1, 1.1, 0.1]);
});

test('a stack is foreign by its spacing or its grey values, and the reason is told', () => {
  const even = stackOf(() => 50);
  expect(checkDomain(even, 50, 10, settings)).toEqual({ foreign: false, reasons: [], distance: 0 });
  expect(checkDomain({ ...even, pixelSpacing: [1, 1.6] }, 50, 10, settings).reasons).toEqual(['pixel-spacing']);
  expect(checkDomain({ ...even, sliceSpacing: 7 }, 50, 10, settings).reasons).toEqual(['slice-spacing']);
  const dark = checkDomain(even, 100, 10, settings);
  expect(dark.reasons).toEqual(['grey-values']);
  expect(dark.distance).toBeCloseTo(4 * 0.25, 12);
});
