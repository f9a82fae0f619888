import { zeros, type Matrix } from '../linear-algebra/index.js';

/** Inner products of all pairs of rows, all of one length. */
export function gram(rows: readonly Float64Array[]): Matrix {
  const result = zeros(rows.length, rows.length);
  for (let i = 0; i < rows.length; i++)
    for (let j = 0; j <= i; j++) {
      const value = innerProduct(rows[i]!, rows[j]!);
      result.data[i * rows.length + j] = value;
      result.data[j * rows.length + i] = value;
    }
  return result;
}

/** Four sums at once, so that the processor need not wait for one addition before the next. */
export function innerProduct(a: Float64Array, b: Float64Array): number {
  const whole = a.length & ~3;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i < whole; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (; i < a.length; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + (s2 + s3);
}
