import { Random } from './random.js';

test('uniform and normal numbers have the moments of their distributions', () => {
  const random = new Random(1);
  const n = 50_000;
  const uniform = Array.from({ length: n }, () => random.uniform());
  const normal = Array.from({ length: n }, () => random.normal(2, 3));
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(uniform)).toBeCloseTo(0.5, 2);
  expect(mean(uniform.map((value) => (value - 0.5) ** 2))).toBeCloseTo(1 / 12, 3);
  expect(Math.abs(mean(normal) - 2)).toBeLessThan(4 * (3 / Math.sqrt(n)));
  expect(Math.sqrt(mean(normal.map((value) => (value - 2) ** 2)))).toBeCloseTo(3, 1);
});

test('forks are apart from each other and from what was drawn before them', () => {
  const random = new Random(7);
  const first = random.fork('a').bits();
  random.bits();
  expect(random.fork('a').bits()).toBe(first);
  expect(random.fork('b').bits()).not.toBe(first);
});
