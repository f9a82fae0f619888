import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findRoot, minimise, NoBracket } from './index.js';

describe('minimise', () => {
  test('Rosenbrock’s valley', () => {
    const found = minimise(
      ([x = 0, y = 0]) => ({
        value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
        gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
      }),
      Float64Array.of(-1.2, 1),
      1e-9,
    );
    expect(found.converged).toBe(true);
    expect(found.point[0]).toBeCloseTo(1, 8);
    expect(found.point[1]).toBeCloseTo(1, 8);
  });

  test('a function without a minimum is said not to have converged', () => {
    const found = minimise(([x = 0]) => ({ value: Math.exp(-x), gradient: Float64Array.of(-Math.exp(-x)) }), Float64Array.of(0), 0, 50); // prettier-ignore
    expect(found.converged).toBe(false);
  });

  test('points outside the domain are stepped back from', () => {
    const found = minimise(([x = 0]) => ({ value: x <= 0 ? Infinity : x - Math.log(x), gradient: Float64Array.of(1 - 1 / x) }), Float64Array.of(30), 1e-10); // prettier-ignore
    expect(found.point[0]).toBeCloseTo(1, 9);
  });
});

describe('findRoot', () => {
  test('finds the root of any increasing cubic', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (at, slope) => {
          expect(findRoot((x) => (x - at) ** 3 + slope * (x - at), -20, 31)).toBeCloseTo(at, 3);
        },
      ),
    );
    expect(findRoot((x) => Math.cos(x) - x, 0, 1)).toBeCloseTo(0.7390851332151607, 13);
  });

  test('an interval without a change of sign is the caller’s error', () => {
    expect(() => findRoot((x) => x * x + 1, -1, 1)).toThrow(NoBracket);
  });
});
