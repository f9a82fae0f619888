import { report, type Figure } from '../goals.js';
import { median } from '../percentile.js';
import { growthExponent } from './stopwatch.js';
import { analyse, fitTimes, MRMC_METHODS, ratings, timeModel, times } from './workloads.js';

const figure = (what: string, measured: number): Figure => ({ what, measured, goal: 1, unit: 's', beside: '' });

test('a figure above its goal, or none at all, is missed and named in the last line', () => {
  const all = [figure('fast', 0.5), figure('exact', 1), figure('slow', 1.01), figure('broken', Number.NaN)];
  expect(report(all)).toMatchObject({ met: false, conclusion: '2 of 4 goals met; missed: slow, broken' });
  expect(report(all.slice(0, 2))).toMatchObject({ met: true, conclusion: '2 of 2 goals met' });
});

test('the growth exponent is that of the power law it is given', () => {
  const sizes = [10, 40, 160];
  expect(growthExponent(sizes.map((size) => ({ size, seconds: 3 * size ** 1.7 })))).toBeCloseTo(1.7, 12);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});

test('each workload is analysed to the end', () => {
  for (const method of MRMC_METHODS) analyse(ratings(4, 60), method);
  fitTimes(timeModel(times(4, 20)));
});
