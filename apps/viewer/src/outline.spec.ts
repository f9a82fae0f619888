import { markLimits, type Mark } from '@lectern/contracts';
import { drawnAgain, hasExtent, recordedPoints } from './mark-shape.js';
import { MOST_POINTS, outlinePoints } from './outline.js';
import type { Slice } from './slice.js';
import { type Vector, add, dot, scale, subtract } from './vector.js';

const slice = {
  position: [10, 20, 30],
  rowCosines: [0.8, 0.6, 0],
  columnCosines: [0, 0, -1],
  columnSpacing: 0.5,
  rowSpacing: 2,
  columns: 200,
  rows: 100,
} as unknown as Slice;
const at = (column: number, row: number): Vector =>
  add(add(slice.position, scale(slice.rowCosines, column * 0.5)), scale(slice.columnCosines, row * 2));
const pixelOf = (point: Vector) => {
  const offset = subtract(point, slice.position);
  return [dot(offset, slice.rowCosines) / 0.5, dot(offset, slice.columnCosines) / 2] as const;
};
const circle = (radius: number, count: number, wobble = 0): Vector[] =>
  Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * 2 * Math.PI;
    const r = radius + (index % 2 ? wobble : -wobble);
    return at(100 + r * Math.cos(angle), 50 + r * Math.sin(angle));
  });

test('the limit is the contract\u2019s', () => {
  expect(MOST_POINTS).toBe(markLimits.outlinePoints);
});

test('of a drawn circle few corners are kept, and none of what was drawn is further from them than a tenth of a pixel', () => {
  const kept = outlinePoints(circle(30, 700), slice).map(pixelOf);
  expect(kept.length).toBeLessThan(80);
  for (const point of circle(30, 700).map(pixelOf)) {
    const nearest = kept.map(([x, y], index) => {
      const [fromX, fromY] = kept.at(index - 1)!;
      const share = ((point[0] - fromX) * (x - fromX) + (point[1] - fromY) * (y - fromY)) / ((x - fromX) ** 2 + (y - fromY) ** 2); // prettier-ignore
      const within = Math.min(1, Math.max(0, share));
      return Math.hypot(point[0] - fromX - within * (x - fromX), point[1] - fromY - within * (y - fromY));
    });
    expect(Math.min(...nearest)).toBeLessThan(0.1 + 0.002); // rounded to 0.001 mm, 0.002 of a pixel
  }
});

test('a jagged line is kept more coarsely rather than with too many points', () => {
  const kept = outlinePoints(circle(45, 2000, 0.3), slice);
  expect(kept.length).toBeGreaterThan(8);
  expect(kept.length).toBeLessThanOrEqual(MOST_POINTS);
});

test('what was drawn beside the image is drawn in to its border', () => {
  const points = outlinePoints([at(-20, 40), at(50, 40), at(50, 140)], slice).map(pixelOf);
  expect(points.map(([x, y]) => [Number(x.toFixed(2)), Number(y.toFixed(2))])).toEqual([[-0.5, 40], [50, 40], [50, 99.5]]); // prettier-ignore
});

test('a recorded outline is drawn again as it is kept, and kept as it is when moved no more; a click is no outline', () => {
  const data = {
    handles: { points: [], activeHandleIndex: null },
    contour: { polyline: circle(20, 300), closed: true },
  };
  const points = recordedPoints('mask', data, slice);
  const mark: Mark = { id: 'm', tool: 'mask', orientation: 'axial', seriesInstanceUid: '1', sopInstanceUid: '1.1', points, atMillis: 0 }; // prettier-ignore
  const again = drawnAgain(mark, slice);
  expect(again).toMatchObject({ handles: { points: [] }, contour: { closed: true, polyline: points } });
  expect(recordedPoints('mask', again, slice)).toEqual(points);
  expect(hasExtent('mask', points, slice)).toBe(true);
  expect(hasExtent('mask', recordedPoints('mask', { ...data, contour: { polyline: [at(1, 1)], closed: true } }, slice), slice)).toBe(false); // prettier-ignore
});
