import { identity, ShapeMismatch, type Matrix } from './matrix.js';

/**
 * x with a x = b by Gaussian elimination with partial pivoting, for a square a and a right-hand side of any width.
 *
 * @returns undefined where `a` is numerically singular
 * @throws ShapeMismatch
 */
export function solve(a: Matrix, b: Matrix): Matrix | undefined {
  if (a.rows !== a.columns || a.rows !== b.rows) {
    throw new ShapeMismatch(`Solving ${a.rows}x${a.columns} for ${b.rows}x${b.columns}`);
  }
  const n = a.rows;
  const left: Matrix = { ...a, data: a.data.slice() };
  const right: Matrix = { ...b, data: b.data.slice() };
  const scale = a.data.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  for (let k = 0; k < n; k++) {
    const pivot = largestRow(left, k);
    if (!(Math.abs(left.data[pivot * n + k]!) > 1e-14 * scale)) return undefined;
    swapRows(left, k, pivot);
    swapRows(right, k, pivot);
    for (let i = k + 1; i < n; i++) {
      const factor = left.data[i * n + k]! / left.data[k * n + k]!;
      subtractRow(left, i, k, factor);
      subtractRow(right, i, k, factor);
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    for (let i = k + 1; i < n; i++) subtractRow(right, k, i, left.data[k * n + i]!);
    scaleRow(right, k, 1 / left.data[k * n + k]!);
  }
  return right;
}

/** The inverse of a square matrix, or undefined where it is numerically singular. */
export function inverse(a: Matrix): Matrix | undefined {
  return solve(a, identity(a.rows));
}

function largestRow(a: Matrix, k: number): number {
  let best = k;
  for (let i = k + 1; i < a.rows; i++) {
    if (Math.abs(a.data[i * a.columns + k]!) > Math.abs(a.data[best * a.columns + k]!)) best = i;
  }
  return best;
}

function swapRows(a: Matrix, i: number, j: number): void {
  if (i === j) return;
  const { columns, data } = a;
  const kept = data.slice(i * columns, (i + 1) * columns);
  data.copyWithin(i * columns, j * columns, (j + 1) * columns);
  data.set(kept, j * columns);
}

function subtractRow(a: Matrix, target: number, source: number, factor: number): void {
  if (factor === 0) return;
  for (let j = 0; j < a.columns; j++) a.data[target * a.columns + j]! -= factor * a.data[source * a.columns + j]!;
}

function scaleRow(a: Matrix, row: number, factor: number): void {
  for (let j = 0; j < a.columns; j++) a.data[row * a.columns + j]! *= factor;
}
