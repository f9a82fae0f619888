/**
 * Upper triangle of a symmetric sparse matrix, column after column, diagonal included: column j has its row indices
 * (<= j, in any order) in `rows[columnStart[j] ... columnStart[j + 1] - 1]`. Values lie in an array of the same order.
 */
export interface SymmetricPattern {
  readonly size: number;
  readonly columnStart: Int32Array;
  readonly rows: Int32Array;
}

/**
 * Where the Cholesky factor L (A = L L') of a pattern is not zero. `columnStart` and `rows` hold L by columns, diagonal
 * first and rows ascending; `rowStart`, `rowColumns` and `rowPositions` the same entries by rows, diagonal left out.
 */
export interface SymbolicFactor {
  readonly pattern: SymmetricPattern;
  readonly columnStart: Int32Array;
  readonly rows: Int32Array;
  readonly rowStart: Int32Array;
  readonly rowColumns: Int32Array;
  readonly rowPositions: Int32Array;
  /** Where in L each element of the pattern lies. */
  readonly patternPositions: Int32Array;
}

export interface SparseFactor {
  readonly symbolic: SymbolicFactor;
  readonly values: Float64Array;
}

/** The non-zeros of L, once for all matrices of this pattern: rows are read off the elimination tree (Davis 2006, chapter 4). */
export function analysePattern(pattern: SymmetricPattern): SymbolicFactor {
  const { size } = pattern;
  const rowsOfFactor = factorRows(pattern);
  const counts = new Int32Array(size).fill(1);
  const rowStart = new Int32Array(size + 1);
  rowsOfFactor.forEach((columns, k) => {
    rowStart[k + 1] = rowStart[k]! + columns.length;
    for (const j of columns) counts[j]! += 1;
  });
  const columnStart = new Int32Array(size + 1);
  for (let j = 0; j < size; j++) columnStart[j + 1] = columnStart[j]! + counts[j]!;
  const rows = new Int32Array(columnStart[size]!);
  const rowColumns = new Int32Array(rowStart[size]!);
  const rowPositions = new Int32Array(rowStart[size]!);
  const next = columnStart.slice(0, size);
  rowsOfFactor.forEach((columns, k) => {
    columns.forEach((j, index) => {
      rowColumns[rowStart[k]! + index] = j;
      rowPositions[rowStart[k]! + index] = next[j]!;
      rows[next[j]!++] = k;
    });
    rows[next[k]!++] = k;
  });
  const located = { pattern, columnStart, rows, rowStart, rowColumns, rowPositions };
  return { ...located, patternPositions: locatePattern(located) };
}

function locatePattern(symbolic: Omit<SymbolicFactor, 'patternPositions'>): Int32Array {
  const { pattern, columnStart, rowStart, rowColumns, rowPositions } = symbolic;
  const positions = new Int32Array(pattern.rows.length);
  const positionInRow = new Int32Array(pattern.size);
  for (let k = 0; k < pattern.size; k++) {
    for (let r = rowStart[k]!; r < rowStart[k + 1]!; r++) positionInRow[rowColumns[r]!] = rowPositions[r]!;
    positionInRow[k] = columnStart[k]!;
    for (let p = pattern.columnStart[k]!; p < pattern.columnStart[k + 1]!; p++) {
      positions[p] = positionInRow[pattern.rows[p]!]!;
    }
  }
  return positions;
}

/** Columns of each row of L, ascending, diagonal left out: what the row's entries reach upwards in the elimination tree. */
function factorRows({ size, columnStart, rows }: SymmetricPattern): Int32Array[] {
  const parent = new Int32Array(size).fill(-1);
  const seen = new Int32Array(size).fill(-1);
  return Array.from({ length: size }, (_, k) => {
    const reached: number[] = [];
    seen[k] = k;
    for (let p = columnStart[k]!; p < columnStart[k + 1]!; p++) {
      for (let i = rows[p]!; seen[i] !== k; i = parent[i]!) {
        if (parent[i] === -1) parent[i] = k;
        seen[i] = k;
        reached.push(i);
      }
    }
    return Int32Array.from(reached).sort();
  });
}

/**
 * L with L L' = A, row by row (up-looking).
 *
 * @param values of A in the order of its pattern
 * @returns undefined where A is not numerically positive definite
 */
export function factorise(symbolic: SymbolicFactor, values: Float64Array): SparseFactor | undefined {
  const { pattern, columnStart, rows, rowStart, rowColumns, rowPositions } = symbolic;
  const l = new Float64Array(rows.length);
  const work = new Float64Array(pattern.size);
  for (let k = 0; k < pattern.size; k++) {
    for (let p = pattern.columnStart[k]!; p < pattern.columnStart[k + 1]!; p++) work[pattern.rows[p]!] = values[p]!;
    let pivot = work[k]!;
    work[k] = 0;
    for (let r = rowStart[k]!; r < rowStart[k + 1]!; r++) {
      const j = rowColumns[r]!;
      const start = columnStart[j]!;
      const end = rowPositions[r]!;
      const entry = work[j]! / l[start]!;
      work[j] = 0;
      for (let p = start + 1; p < end; p++) work[rows[p]!]! -= l[p]! * entry;
      l[end] = entry;
      pivot -= entry * entry;
    }
    if (!(pivot > 0)) return undefined;
    l[columnStart[k]!] = Math.sqrt(pivot);
  }
  return { symbolic, values: l };
}

/** Overwrites b with the x of L x = b. */
export function solveFactor({ symbolic, values }: SparseFactor, b: Float64Array): Float64Array {
  const { columnStart, rows } = symbolic;
  for (let j = 0; j < b.length; j++) {
    const start = columnStart[j]!;
    const x = (b[j]! /= values[start]!);
    if (x === 0) continue;
    for (let p = start + 1; p < columnStart[j + 1]!; p++) b[rows[p]!]! -= values[p]! * x;
  }
  return b;
}

/** Overwrites b with the x of L' x = b. */
export function solveFactorTransposed({ symbolic, values }: SparseFactor, b: Float64Array): Float64Array {
  const { columnStart, rows } = symbolic;
  for (let j = b.length - 1; j >= 0; j--) {
    const start = columnStart[j]!;
    let sum = b[j]!;
    for (let p = start + 1; p < columnStart[j + 1]!; p++) sum -= values[p]! * b[rows[p]!]!;
    b[j] = sum / values[start]!;
  }
  return b;
}

/** log |A|. */
export function logDeterminant({ symbolic, values }: SparseFactor): number {
  let sum = 0;
  for (let j = 0; j < symbolic.pattern.size; j++) sum += Math.log(values[symbolic.columnStart[j]!]!);
  return 2 * sum;
}

/**
 * The elements of the inverse of A where L is not zero, in L's order (Takahashi's equations; Erisman & Tinney 1975,
 * Commun ACM 18:177): as costly as the factorisation, and all that a gradient of log |A| needs.
 */
export function inverseSubset({ symbolic, values }: SparseFactor): Float64Array {
  const { columnStart, rows, pattern } = symbolic;
  const inverse = new Float64Array(values.length);
  const share = new Float64Array(pattern.size);
  const sums = new Float64Array(pattern.size);
  const inColumn = new Int32Array(pattern.size).fill(-1);
  for (let j = pattern.size - 1; j >= 0; j--) {
    const start = columnStart[j]!;
    const end = columnStart[j + 1]!;
    const pivot = values[start]!;
    for (let p = start + 1; p < end; p++) {
      inColumn[rows[p]!] = j;
      share[rows[p]!] = values[p]! / pivot;
      sums[rows[p]!] = 0;
    }
    let diagonal = 1 / (pivot * pivot);
    for (let p = start + 1; p < end; p++) {
      const k = rows[p]!;
      const weight = share[k]!;
      sums[k]! += inverse[columnStart[k]!]! * weight;
      for (let s = columnStart[k]! + 1; s < columnStart[k + 1]!; s++) {
        const i = rows[s]!;
        if (inColumn[i] !== j) continue;
        sums[i]! += inverse[s]! * weight;
        sums[k]! += inverse[s]! * share[i]!;
      }
    }
    for (let p = start + 1; p < end; p++) {
      const k = rows[p]!;
      inverse[p] = -sums[k]!;
      diagonal += share[k]! * sums[k]!;
    }
    inverse[start] = diagonal;
  }
  return inverse;
}
