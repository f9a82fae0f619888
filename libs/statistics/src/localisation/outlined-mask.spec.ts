// Rasterisation held against an independent judgement of every pixel centre, in an oblique stack of unequal spacings.
import type { StackGrid } from '@lectern/contracts';
import { add, norm, type Point3 } from './geometry.js';
import { diceOf, largestAreaOf, millilitresOf, outlinedMask, rasterise, regionMask } from './outlined-mask.js';
import { outlineArea, type Outline } from './planar-figures.js';

const row: Point3 = [0.8, 0.6, 0];
const column: Point3 = [0, 0, -1];
const grid: StackGrid = {
  row: [...row],
  column: [...column],
  spacing: [1.1, 0.7],
  thickness: 3,
  rows: 40,
  columns: 50,
  images: [0, 1, 2].map((index) => ({
    sopInstanceUid: `1.${index}`,
    position: [10 - 0.6 * 3 * index, -5 + 0.8 * 3 * index, 20],
  })),
};
const at = (index: number): Point3 => grid.images[index]!.position;

/** In pixels, from the centre of the first. */
type Flat = readonly (readonly [number, number])[];
const place = (points: Flat, image = 0): Outline =>
  points.map(([x, y]) => add(add(at(image), row, x * grid.spacing[1]), column, y * grid.spacing[0]));

function* randomNumbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** Even-odd along a slanting ray, by the sides on which the ends of each edge lie: no crossing is ever computed. */
function holds(outlines: readonly Flat[], [x, y]: readonly [number, number]): boolean {
  const far = [x + 1000, y + 617.3] as const;
  const side = (a: readonly [number, number], b: readonly [number, number], c: readonly [number, number]) =>
    Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  const crossed = outlines.flatMap((outline) =>
    outline.filter((b, index) => {
      const a = outline.at(index - 1)!;
      return side(a, b, [x, y]) !== side(a, b, far) && side([x, y], far, a) !== side([x, y], far, b);
    }),
  );
  return crossed.length % 2 === 1;
}

test('200 random outlines, most of which cross themselves and leave the image: each pixel as its centre is judged', () => {
  const random = randomNumbers(7);
  for (let trial = 0; trial < 200; trial++) {
    const polygon = (): Flat =>
      Array.from({ length: 3 + Math.floor(random.next().value * 9) }, () => [
        random.next().value * 60 - 5,
        random.next().value * 50 - 5,
      ]);
    const outlines = trial % 3 === 0 ? [polygon(), polygon()] : [polygon()];
    const drawn = rasterise(
      outlines.map((outline) => place(outline)),
      grid,
      at(0),
    );
    const expected = Uint8Array.from({ length: 40 * 50 }, (_, pixel) =>
      Number(holds(outlines, [pixel % 50, Math.floor(pixel / 50)])),
    );
    expect(Buffer.from(drawn).equals(Buffer.from(expected))).toBe(true);
  }
});

const square = (x: number, y: number, size: number): Flat => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
];

test('outlines that share an edge share no pixel, one within another cuts a hole, and touching itself does no harm', () => {
  const count = (...outlines: Flat[]) =>
    rasterise(
      outlines.map((outline) => place(outline)),
      grid,
      at(0),
    ).reduce((sum, each) => sum + each, 0);
  expect(count(square(2.5, 3.5, 10))).toBe(100);
  expect(count(square(2.5, 3.5, 10), square(12.5, 3.5, 10))).toBe(200);
  expect(count(square(2.5, 3.5, 10), square(4.5, 5.5, 4))).toBe(84);
  // two squares of one outline that meet in a corner
  expect(count([...square(2.5, 2.5, 4), [2.5, 2.5], [-1.5, 2.5], [-1.5, -1.5], [2.5, -1.5]])).toBe(16 + 9);
});

test('a circle has its area, within what its border can take', () => {
  for (const radius of [4.3, 9.9, 15.2]) {
    const circle: Flat = Array.from({ length: 200 }, (_, index) => {
      const angle = (index / 200) * 2 * Math.PI;
      return [24.4 + (radius / 0.7) * Math.cos(angle), 18.7 + (radius / 1.1) * Math.sin(angle)];
    });
    const pixels = rasterise([place(circle)], grid, at(0)).reduce((sum, each) => sum + each, 0);
    expect(outlineArea(place(circle))).toBeCloseTo(Math.PI * radius ** 2, 0);
    expect(Math.abs(pixels * 0.77 - Math.PI * radius ** 2)).toBeLessThan(2 * Math.PI * radius * 0.5);
  }
});

test('volume, largest area and Dice of outlines on two images against a mask of the reference on two', () => {
  const mark = {
    tool: 'mask' as const,
    stack: '1',
    images: [0, 1].map((image) => ({ sopInstanceUid: `1.${image}`, outlines: [place(square(2.5, 3.5, 10 - image * 4), image)] })), // prettier-ignore
  };
  const own = outlinedMask(mark, grid);
  expect(millilitresOf(own, grid)).toBeCloseTo(((100 + 36) * 1.1 * 0.7 * 3) / 1000, 12);
  expect(largestAreaOf(own, grid)).toBeCloseTo(100 * 1.1 * 0.7, 12);

  // 5 columns to the right, on the second and third image
  const [corner] = place([[7.5, 3.5]], 1) as [Point3];
  const normal: Point3 = [-0.6, 0.8, 0];
  const edges = [row, column, normal].map((axis, i) => add([0, 0, 0], axis, [10 * 0.7, 10 * 1.1, 6][i])) as [Point3, Point3, Point3]; // prettier-ignore
  const region = regionMask({ kind: 'boxes', boxes: [{ corner: add(corner, normal, -1.5), edges }] }, grid);
  expect([...region.keys()]).toEqual(['1.1', '1.2']);
  expect(millilitresOf(region, grid)).toBeCloseTo((200 * 1.1 * 0.7 * 3) / 1000, 12);
  expect(diceOf(own, region)).toBeCloseTo((2 * 6) / (136 + 200), 12);
  expect(diceOf(own, own)).toBe(1);
  expect(norm(normal)).toBe(1);
});
