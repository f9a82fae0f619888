import { Latencies } from './latencies.js';

test('percentiles are of the times measured, by kind; a failed request has none', async () => {
  const latencies = new Latencies();
  for (let n = 0; n < 3; n++) await latencies.timed('draft', () => new Promise((resolve) => setTimeout(resolve, 20)));
  await expect(latencies.timed('draft', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  expect(latencies.kinds).toEqual(['draft']);
  expect(latencies.count('draft')).toBe(3);
  expect(latencies.percentile('draft', 0.99)).toBeGreaterThanOrEqual(latencies.percentile('draft', 0.5));
  expect(latencies.percentile('draft', 0.5)).toBeGreaterThan(15);
  expect(latencies.percentile('submit', 0.99)).toBeNaN();
});
