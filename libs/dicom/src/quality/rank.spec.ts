import { medianOf, ranked } from './rank.js';

/** Numbers with many ties, in no order. */
const some = (length: number, seed: number): Float64Array =>
  Float64Array.from({ length }, (_, n) => ((n * 48271 + seed * 7919) % 101) - 50);

test('each place holds what it would in the sorted values, and the values are still all there', () => {
  for (const length of [1, 2, 3, 10, 101, 400]) {
    const sorted = some(length, 3).sort();
    for (let place = 0; place < length; place++) {
      const values = some(length, 3);
      expect(ranked(values, place)).toBe(sorted[place]);
      expect(values.slice().sort()).toEqual(sorted);
    }
  }
});

test('the median is the middle, or between the two in the middle; none of nothing', () => {
  expect(medianOf(Float64Array.of(5, 1, 3))).toBe(3);
  expect(medianOf(Float64Array.of(4, 1, 3, 10))).toBe(3.5);
  expect(medianOf(Float64Array.of(7, 7, 7, 7))).toBe(7);
  expect(medianOf(new Float64Array())).toBeNaN();
});

test('values that are in order already, in either direction, take no longer than others', () => {
  const rising = Float64Array.from({ length: 200_000 }, (_, n) => n);
  expect(ranked(rising, 1000)).toBe(1000);
  expect(ranked(rising.map((_, n) => -n), 1000)).toBe(-198_999);
}, 5_000); // prettier-ignore
