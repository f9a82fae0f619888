// Outlines against lesions of known shape: what the acceptance rules make of them, by areas worked out by hand.
import type { Mark } from '@lectern/contracts';
import { closeness, markCentre, type AcceptanceRule, type PlacedMark } from './acceptance.js';
import type { Boxes, Point3 } from './geometry.js';
import { placedMarks } from './placed-marks.js';

/** 20 x 20 x 9 mm, three slices of 3 mm. */
const lesion: Boxes = {
  kind: 'boxes',
  boxes: [{ corner: [0, 0, -4.5], edges: [[20, 0, 0], [0, 20, 0], [0, 0, 9]] }], // prettier-ignore
};
const rectangle = (x: number, y: number, width: number, height: number, z: number): Point3[] => [
  [x, y, z],
  [x + width, y, z],
  [x + width, y + height, z],
  [x, y + height, z],
];
const mask = (...images: Point3[][][]): PlacedMark => ({
  tool: 'mask',
  stack: 's',
  images: images.map((outlines, index) => ({ sopInstanceUid: `1.${index}`, outlines })),
});
const overlap = (mark: PlacedMark, of: 'union' | 'lesion' | 'mark') =>
  closeness(mark, lesion, { kind: 'overlap', atLeast: 0.001, of });

test('an outline covers its share of the section in its plane; a hole is none of it', () => {
  const half = mask([rectangle(10, 0, 20, 20, 0)]);
  expect(overlap(half, 'union')).toBeCloseTo(200 / 600, 1);
  expect(overlap(half, 'lesion')).toBeCloseTo(1 / 2, 1);
  const ring = mask([rectangle(0, 0, 20, 20, 0), rectangle(5, 5, 10, 10, 0)]);
  expect(overlap(ring, 'lesion')).toBeCloseTo(300 / 400, 1);
  expect(overlap(ring, 'mark')).toBeCloseTo(1, 2);
});

test('outlines on several images are judged together, each in its own plane', () => {
  // 400 of 400, 200 of 400, and 100 where the lesion has nothing
  const three = mask([rectangle(0, 0, 20, 20, -3)], [rectangle(0, 0, 10, 20, 0)], [rectangle(0, 0, 10, 10, 6)]);
  expect(overlap(three, 'union')).toBeCloseTo(600 / (400 + 400 + 100), 1);
  expect(overlap(three, 'lesion')).toBeCloseTo(600 / 800, 1);
  expect(overlap(three, 'mark')).toBeCloseTo(600 / 700, 1);
});

test('an oblique plane cuts the lesion obliquely', () => {
  const s = Math.SQRT1_2;
  // through the middle at 45 degrees: a section of 20 x 9 sqrt 2
  const along = (a: number, b: number): Point3 => [10 + a * s, 10 + b, a * s];
  const whole = mask([[along(-6.36, -10), along(6.36, -10), along(6.36, 10), along(-6.36, 10)]]);
  expect(overlap(whole, 'union')).toBeGreaterThan(0.97);
});

test('the middle of the outlines by area, from which a rule of distance goes', () => {
  const two = mask([rectangle(0, 0, 10, 10, 0)], [rectangle(10, 0, 20, 15, 3)]);
  const [x, y, z] = markCentre(two);
  expect([x, y, z]).toEqual([
    expect.closeTo((5 * 100 + 20 * 300) / 400, 9),
    expect.closeTo((5 * 100 + 7.5 * 300) / 400, 9),
    expect.closeTo((3 * 300) / 400, 9),
  ]);
  const rule: AcceptanceRule = { kind: 'radius', millimetres: 8, from: 'centre' };
  expect(closeness(two, lesion, rule)).toBeCloseTo(-Math.hypot(x - 10, y - 10, z), 9);
});

test('an outline without area is judged as the point that it is', () => {
  const line = mask([[[5, 5, 0], [6, 5, 0], [7, 5, 0]]]); // prettier-ignore
  expect(overlap(line, 'union')).toBe(1);
});

test('recorded outlines of one stack are one mask, whatever lies between them', () => {
  const mark = (id: string, tool: Mark['tool'], series: string, image: string, points: Point3[]): Mark => ({
    id,
    tool,
    orientation: 'axial',
    seriesInstanceUid: series,
    sopInstanceUid: image,
    points: points.map((point) => [...point]),
    atMillis: 0,
  });
  const placed = placedMarks(
    [
      mark('a', 'mask', '1', '1.1', rectangle(0, 0, 1, 1, 0)),
      mark('b', 'point', '1', '1.1', [[0, 0, 0]]),
      mark('c', 'mask', '2', '2.1', rectangle(0, 0, 2, 2, 0)),
      mark('d', 'mask', '1', '1.2', rectangle(0, 0, 3, 3, 3)),
      mark('e', 'mask', '1', '1.1', rectangle(5, 5, 1, 1, 0)),
    ],
    () => undefined,
  );
  expect(placed.map(({ tool, stack }) => `${tool} ${stack}`)).toEqual(['point 1', 'mask 1', 'mask 2']);
  expect(placed[1]).toMatchObject({ images: [{ sopInstanceUid: '1.1', outlines: [{}, {}] }, { sopInstanceUid: '1.2' }] }); // prettier-ignore
});
