/** A dense matrix, row after row in one Float64Array: element (i, j) is `data[i * columns + j]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** The caller multiplied, solved or decomposed matrices whose shapes do not fit. */
export class ShapeMismatch extends Error {
  override readonly name = 'ShapeMismatch';
}

/** A matrix of zeros. */
export function zeros(rows: number, columns: number): Matrix {
  return { rows, columns, data: new Float64Array(rows * columns) };
}

/** A matrix from its rows. @throws ShapeMismatch if they differ in length */
export function fromRows(rows: readonly (readonly number[])[]): Matrix {
  const columns = rows[0]?.length ?? 0;
  const result = zeros(rows.length, columns);
  rows.forEach((row, i) => {
    if (row.length !== columns) throw new ShapeMismatch(`Row ${i} has ${row.length} columns, not ${columns}`);
    result.data.set(row, i * columns);
  });
  return result;
}

/** The rows as plain arrays, as results are serialised. */
export function toRows(a: Matrix): number[][] {
  return Array.from({ length: a.rows }, (_, i) => Array.from(a.data.subarray(i * a.columns, (i + 1) * a.columns)));
}

/** Ones on the diagonal. */
export function identity(size: number): Matrix {
  return diagonal(new Float64Array(size).fill(1));
}

/** These on the diagonal, zeros elsewhere. */
export function diagonal(values: ArrayLike<number>): Matrix {
  const result = zeros(values.length, values.length);
  for (let i = 0; i < values.length; i++) result.data[i * values.length + i] = values[i]!;
  return result;
}

/** Element (i, j); NaN outside, which no caller should reach. */
export function at(a: Matrix, i: number, j: number): number {
  return a.data[i * a.columns + j] ?? Number.NaN;
}

/** Rows for columns. */
export function transpose(a: Matrix): Matrix {
  const result = zeros(a.columns, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) result.data[j * a.rows + i] = a.data[i * a.columns + j]!;
  }
  return result;
}

/** a b. @throws ShapeMismatch */
export function multiply(a: Matrix, b: Matrix): Matrix {
  if (a.columns !== b.rows) throw new ShapeMismatch(`${a.rows}x${a.columns} times ${b.rows}x${b.columns}`);
  const result = zeros(a.rows, b.columns);
  for (let i = 0; i < a.rows; i++) {
    const target = i * b.columns;
    for (let k = 0; k < a.columns; k++) {
      const factor = a.data[i * a.columns + k]!;
      if (factor === 0) continue;
      const source = k * b.columns;
      for (let j = 0; j < b.columns; j++) result.data[target + j]! += factor * b.data[source + j]!;
    }
  }
  return result;
}

/** a v for a vector v. @throws ShapeMismatch */
export function multiplyVector(a: Matrix, v: ArrayLike<number>): Float64Array {
  if (a.columns !== v.length) throw new ShapeMismatch(`${a.rows}x${a.columns} times a vector of ${v.length}`);
  const result = new Float64Array(a.rows);
  for (let i = 0; i < a.rows; i++) {
    let sum = 0;
    for (let j = 0; j < a.columns; j++) sum += a.data[i * a.columns + j]! * v[j]!;
    result[i] = sum;
  }
  return result;
}

/** a^T a. */
export function crossProduct(a: Matrix): Matrix {
  const n = a.columns;
  const result = zeros(n, n);
  for (let row = 0; row < a.rows; row++) {
    const start = row * n;
    for (let i = 0; i < n; i++) {
      const factor = a.data[start + i]!;
      if (factor === 0) continue;
      for (let j = 0; j <= i; j++) result.data[i * n + j]! += factor * a.data[start + j]!;
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) result.data[j * n + i] = result.data[i * n + j]!;
  return result;
}

/** alpha a + beta b. @throws ShapeMismatch */
export function combine(alpha: number, a: Matrix, beta: number, b: Matrix): Matrix {
  if (a.rows !== b.rows || a.columns !== b.columns) {
    throw new ShapeMismatch(`${a.rows}x${a.columns} plus ${b.rows}x${b.columns}`);
  }
  return { rows: a.rows, columns: a.columns, data: a.data.map((value, i) => alpha * value + beta * b.data[i]!) };
}

/** Sum of products; the second may be the longer. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** c^T a c: the variance of the contrast c where a is a covariance matrix. */
export function quadraticForm(a: Matrix, c: ArrayLike<number>): number {
  return dot(c, multiplyVector(a, c));
}
