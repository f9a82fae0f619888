import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  at,
  cholesky,
  choleskyInverse,
  choleskyLogDeterminant,
  choleskySolve,
  crossProduct,
  diagonal,
  fromRows,
  identity,
  inverse,
  multiply,
  multiplyVector,
  quadraticForm,
  ShapeMismatch,
  solve,
  symmetricEigen,
  toRows,
  transpose,
  type Matrix,
} from './index.js';

const entry = fc.double({ min: -10, max: 10, noNaN: true });
const square = (n: number) =>
  fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }).map(fromRows);

/** a^T a + I: positive definite, condition number at most about 1e3 for these entries. */
const positiveDefinite = square(4).map((a) => {
  const product = crossProduct(a);
  for (let i = 0; i < 4; i++) product.data[i * 4 + i]! += 1;
  return product;
});

function largestDifference(a: Matrix, b: Matrix): number {
  return a.data.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b.data[i]!)), 0);
}

describe('Cholesky', () => {
  test('factor, inverse and solution reproduce the matrix', () => {
    fc.assert(
      fc.property(positiveDefinite, (a) => {
        const lower = cholesky(a)!;
        expect(largestDifference(multiply(lower, transpose(lower)), a)).toBeLessThan(1e-10);
        expect(largestDifference(multiply(a, choleskyInverse(lower)), identity(4))).toBeLessThan(1e-9);
        const x = choleskySolve(lower, [1, 2, 3, 4]);
        multiplyVector(a, x).forEach((value, i) => expect(value).toBeCloseTo(i + 1, 8));
      }),
    );
  });

  test('an indefinite or singular matrix has none', () => {
    expect(cholesky(fromRows([[1, 2], [2, 1]]))).toBeUndefined(); // prettier-ignore
    expect(cholesky(fromRows([[1, 1], [1, 1]]))).toBeUndefined(); // prettier-ignore
    expect(cholesky(fromRows([[Number.NaN]]))).toBeUndefined();
  });

  test('log determinant is that of the eigenvalues', () => {
    fc.assert(
      fc.property(positiveDefinite, (a) => {
        const logs = symmetricEigen(a).values.reduce((sum, value) => sum + Math.log(value), 0);
        expect(choleskyLogDeterminant(cholesky(a)!)).toBeCloseTo(logs, 8);
      }),
    );
  });
});

describe('solve', () => {
  test('inverts a general matrix, needing a pivot', () => {
    const a = fromRows([[0, 2, 1], [1, 0, 3], [4, 1, 0]]); // prettier-ignore
    expect(largestDifference(multiply(a, inverse(a)!), identity(3))).toBeLessThan(1e-14);
  });

  test('a singular matrix has no solution, a misshapen one is the caller’s error', () => {
    expect(solve(fromRows([[1, 2], [2, 4]]), identity(2))).toBeUndefined(); // prettier-ignore
    expect(() => solve(identity(2), identity(3))).toThrow(ShapeMismatch);
    expect(() => multiply(identity(2), identity(3))).toThrow(ShapeMismatch);
    expect(() => fromRows([[1, 2], [3]])).toThrow(ShapeMismatch);
  });
});

describe('symmetric eigenvalues', () => {
  test('rebuild the matrix, ascending', () => {
    fc.assert(
      fc.property(square(5), (a) => {
        const symmetric = crossProduct(a);
        const { values, vectors } = symmetricEigen(symmetric);
        const rebuilt = multiply(multiply(vectors, diagonal(values)), transpose(vectors));
        expect(largestDifference(rebuilt, symmetric)).toBeLessThan(1e-9);
        expect(Array.from(values)).toEqual(Array.from(values).sort((x, y) => x - y));
      }),
    );
  });
});

test('a quadratic form is the variance of a contrast', () => {
  expect(quadraticForm(fromRows([[4, 1], [1, 9]]), [1, -1])).toBe(11); // prettier-ignore
  expect(at(fromRows([[4, 1], [1, 9]]), 1, 0)).toBe(1); // prettier-ignore
  expect(toRows(identity(2))).toEqual([[1, 0], [0, 1]]); // prettier-ignore
});
