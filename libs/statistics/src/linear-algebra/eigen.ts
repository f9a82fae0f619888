import { identity, ShapeMismatch, zeros, type Matrix } from './matrix.js';

/** a = vectors diag(values) vectors^T; values ascend, column j of `vectors` belongs to value j. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Matrix;
}

/** Eigenvalues and orthonormal eigenvectors of a small symmetric matrix by cyclic Jacobi rotations (Golub & Van Loan 2013, 8.5). */
export function symmetricEigen(a: Matrix): SymmetricEigen {
  if (a.rows !== a.columns) throw new ShapeMismatch(`Eigenvalues of a ${a.rows}x${a.columns} matrix`);
  const n = a.rows;
  const work: Matrix = { ...a, data: a.data.slice() };
  const vectors = identity(n);
  const total = work.data.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < 60 && offDiagonal(work) > 1e-32 * total; sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(work, vectors, p, q);
  }
  return sorted(work, vectors);
}

function offDiagonal(a: Matrix): number {
  let sum = 0;
  for (let i = 0; i < a.rows; i++) for (let j = 0; j < i; j++) sum += 2 * a.data[i * a.rows + j]! ** 2;
  return sum;
}

function rotate(a: Matrix, vectors: Matrix, p: number, q: number): void {
  const n = a.rows;
  const apq = a.data[p * n + q]!;
  if (apq === 0) return;
  const tau = (a.data[q * n + q]! - a.data[p * n + p]!) / (2 * apq);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
  const c = 1 / Math.hypot(1, t);
  const s = t * c;
  for (let k = 0; k < n; k++) turn(a.data, k * n + p, k * n + q, c, s);
  for (let k = 0; k < n; k++) turn(a.data, p * n + k, q * n + k, c, s);
  for (let k = 0; k < n; k++) turn(vectors.data, k * n + p, k * n + q, c, s);
}

function turn(data: Float64Array, i: number, j: number, c: number, s: number): void {
  const x = data[i]!;
  const y = data[j]!;
  data[i] = c * x - s * y;
  data[j] = s * x + c * y;
}

function sorted(diagonalised: Matrix, vectors: Matrix): SymmetricEigen {
  const n = diagonalised.rows;
  const order = Array.from({ length: n }, (_, i) => i).sort(
    (i, j) => diagonalised.data[i * n + i]! - diagonalised.data[j * n + j]!,
  );
  const result = zeros(n, n);
  order.forEach((from, to) => {
    for (let k = 0; k < n; k++) result.data[k * n + to] = vectors.data[k * n + from]!;
  });
  return { values: Float64Array.from(order, (i) => diagonalised.data[i * n + i]!), vectors: result };
}
