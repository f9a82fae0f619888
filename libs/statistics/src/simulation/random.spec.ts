import fc from 'fast-check';
import { randomFromState, seededRandom, shuffled } from './random.js';

const take = (n: number, next: () => number) => Array.from({ length: n }, next);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('seededRandom', () => {
  // State and outputs of the authors' C code (xoshiro128starstar.c 1.1), as published with github.com/edorfaus/xoshiro-6502.
  test('is xoshiro128**', () => {
    const random = randomFromState([0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0]);
    expect(take(4, () => random.uint32())).toEqual([0xf1391922, 0x6fe53806, 0xa5be2840, 0xf510ee70]);
  });

  test('repeats itself for the same seed and differs for another', () => {
    const numbers = (seed: string | number) => {
      const random = seededRandom(seed);
      return take(50, () => random.normal());
    };
    expect(numbers(7)).toEqual(numbers('7'));
    expect(numbers(7)).not.toEqual(numbers(8));
  });

  test('forks do not depend on how far the parent has gone', () => {
    const parent = seededRandom('study');
    const early = parent.fork('trial 1').uniform();
    parent.uniform();
    expect(parent.fork('trial 1').uniform()).toBe(early);
    expect(parent.fork('trial 2').uniform()).not.toBe(early);
  });

  test('a hundred thousand forks start a hundred thousand different streams', () => {
    const parent = seededRandom(1);
    const starts = new Set(Array.from({ length: 1e5 }, (_, i) => parent.fork(i).uniform()));
    expect(starts.size).toBe(1e5);
  });

  test('uniform and normal deviates have the moments that they should, to five standard errors', () => {
    const random = seededRandom('moments');
    const n = 200_000;
    const uniforms = take(n, () => random.uniform());
    const normals = take(n, () => random.normal());
    expect(Math.abs(mean(uniforms) - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(mean(uniforms.map((u) => u * u)) - 1 / 3)).toBeLessThan(5 * Math.sqrt(4 / 45 / n));
    expect(Math.abs(mean(normals))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(mean(normals.map((z) => z * z)) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(mean(normals.map((z) => z ** 4)) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
    expect(Math.abs(mean(normals.slice(1).map((z, i) => z * normals[i]!)))).toBeLessThan(5 / Math.sqrt(n));
  });

  test('integers are within range and refuse an empty one', () => {
    const random = seededRandom(3);
    fc.assert(fc.property(fc.integer({ min: 1, max: 2 ** 32 }), (n) => random.integer(n) < n));
    expect(() => random.integer(0)).toThrow(RangeError);
  });
});

test('shuffled keeps the items, in every order equally often', () => {
  const random = seededRandom('orders');
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = shuffled(['a', 'b', 'c'], random).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  expect(chiSquared).toBeLessThan(20.5); // 0.999 quantile on 5 df
});
