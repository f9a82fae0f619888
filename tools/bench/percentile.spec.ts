import { percentile } from './percentile.js';

test('a percentile is a value that was measured, whatever their order', () => {
  const times = [40, 10, 30, 20];
  expect([0, 0.25, 0.5, 0.51, 0.95, 1].map((p) => percentile(times, p))).toEqual([10, 10, 20, 30, 40, 40]);
  expect(times).toEqual([40, 10, 30, 20]);
  expect(percentile([], 0.5)).toBeNaN();
});
