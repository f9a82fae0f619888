import { ShapeMismatch, zeros, type Matrix } from './matrix.js';

/** A pivot below this share of its diagonal element counts as zero: the matrix is then not positive definite. */
const RELATIVE_PIVOT = 1e-13;

/**
 * Lower triangular L with L L^T = a, for a symmetric a (its lower half is read).
 *
 * @returns undefined where `a` is not numerically positive definite, which is a property of data and no error
 */
export function cholesky(a: Matrix): Matrix | undefined {
  if (a.rows !== a.columns) throw new ShapeMismatch(`Cholesky of a ${a.rows}x${a.columns} matrix`);
  const n = a.rows;
  const lower = zeros(n, n);
  const l = lower.data;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a.data[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!;
      if (i !== j) {
        l[i * n + j] = sum / l[j * n + j]!;
      } else {
        if (!(sum > RELATIVE_PIVOT * a.data[i * n + i]!)) return undefined;
        l[i * n + i] = Math.sqrt(sum);
      }
    }
  }
  return lower;
}

/** x with L x = b, L lower triangular. */
export function solveLower(lower: Matrix, b: ArrayLike<number>): Float64Array {
  const n = lower.rows;
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= lower.data[i * n + k]! * x[k]!;
    x[i] = sum / lower.data[i * n + i]!;
  }
  return x;
}

/** x with L^T x = b, L lower triangular. */
export function solveLowerTransposed(lower: Matrix, b: ArrayLike<number>): Float64Array {
  const n = lower.rows;
  const x = Float64Array.from(b);
  for (let i = n - 1; i >= 0; i--) {
    const value = x[i]! / lower.data[i * n + i]!;
    x[i] = value;
    for (let k = 0; k < i; k++) x[k]! -= lower.data[i * n + k]! * value;
  }
  return x;
}

/** x with a x = b, given the Cholesky factor of a. */
export function choleskySolve(lower: Matrix, b: ArrayLike<number>): Float64Array {
  return solveLowerTransposed(lower, solveLower(lower, b));
}

/** The inverse of a, given its Cholesky factor; exactly symmetric. */
export function choleskyInverse(lower: Matrix): Matrix {
  const n = lower.rows;
  const inverse = zeros(n, n);
  const unit = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    unit.fill(0)[j] = 1;
    const column = choleskySolve(lower, unit);
    for (let i = j; i < n; i++) inverse.data[i * n + j] = inverse.data[j * n + i] = column[i]!;
  }
  return inverse;
}

/** log |a|, given its Cholesky factor. */
export function choleskyLogDeterminant(lower: Matrix): number {
  let sum = 0;
  for (let i = 0; i < lower.rows; i++) sum += Math.log(lower.data[i * lower.rows + i]!);
  return 2 * sum;
}
