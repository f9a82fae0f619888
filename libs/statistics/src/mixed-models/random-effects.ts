import { ShapeMismatch } from '../linear-algebra/index.js';
import { analysePattern, type SymbolicFactor, type SymmetricPattern } from './sparse-cholesky.js';

/**
 * One random term: each observation belongs to one level of a grouping factor and gets that level's normal effect, times
 * `scale` (default one; a covariate makes it a random slope, uncorrelated with the intercept).
 */
export interface RandomTerm {
  readonly group: string;
  /** The level of each observation. */
  readonly levels: readonly (string | number)[];
  readonly scale?: ArrayLike<number>;
}

/** One factor's columns of Z: `offset ... offset + size - 1`; observation i has `scale[i]` in column `columns[i]`. */
export interface RandomFactor {
  readonly group: string;
  readonly offset: number;
  readonly size: number;
  readonly columns: Int32Array;
  readonly scale: Float64Array | undefined;
}

/**
 * The random-effects design Z of crossed or nested factors, by factor, and the pattern of Z'Z. `positions` says where
 * the product of observation i's entries in factors f <= g is added up: at `i * pairs.length + pair`.
 */
export interface RandomDesign {
  readonly observations: number;
  readonly size: number;
  readonly factors: readonly RandomFactor[];
  /** Which factor each random term became, in the order in which the terms were given. */
  readonly given: readonly number[];
  readonly pairs: readonly (readonly [f: number, g: number])[];
  readonly positions: Int32Array;
  readonly symbolic: SymbolicFactor;
  /** Which factors the row and the column of each element of the pattern belong to. */
  readonly rowFactor: Uint8Array;
  readonly columnFactor: Uint8Array;
  /** Position of each diagonal element. */
  readonly diagonal: Int32Array;
}

/**
 * Factors are ordered by falling number of levels: the largest, usually the case, is then a diagonal block that is
 * eliminated without fill (Bates et al. 2015, J Stat Softw 67(1), section 3.1).
 *
 * @throws ShapeMismatch if a term has not one level an observation
 */
export function buildRandomDesign(terms: readonly RandomTerm[], observations: number): RandomDesign {
  const factors = numberLevels(terms, observations);
  const size = factors.reduce((sum, factor) => sum + factor.size, 0);
  const pairs = factors.flatMap((_, g) => factors.slice(0, g + 1).map((_, f) => [f, g] as const));
  const positions = new Int32Array(observations * pairs.length);
  const { pattern, diagonal } = buildPattern(factors, pairs, positions, observations, size);
  const factorOf = new Uint8Array(size);
  factors.forEach((factor, f) => factorOf.fill(f, factor.offset, factor.offset + factor.size));
  const columnFactor = new Uint8Array(pattern.rows.length);
  for (let j = 0; j < size; j++) columnFactor.fill(factorOf[j]!, pattern.columnStart[j], pattern.columnStart[j + 1]);
  return {
    observations,
    size,
    factors,
    given: terms.map((term) => factors.findIndex((factor) => factor.group === term.group)),
    pairs,
    positions,
    symbolic: analysePattern(pattern),
    rowFactor: Uint8Array.from(pattern.rows, (row) => factorOf[row]!),
    columnFactor,
    diagonal,
  };
}

function numberLevels(terms: readonly RandomTerm[], observations: number): RandomFactor[] {
  const numbered = terms.map((term) => {
    if (term.levels.length !== observations || (term.scale && term.scale.length !== observations)) {
      throw new ShapeMismatch(
        `Random term ${term.group}: ${term.levels.length} levels for ${observations} observations`,
      );
    }
    const numbers = new Map<string | number, number>();
    const columns = Int32Array.from(term.levels, (level) => {
      let number = numbers.get(level);
      if (number === undefined) numbers.set(level, (number = numbers.size));
      return number;
    });
    return { group: term.group, size: numbers.size, columns, scale: term.scale && Float64Array.from(term.scale) };
  });
  numbered.sort((a, b) => b.size - a.size);
  let offset = 0;
  return numbered.map((factor) => {
    const placed = { ...factor, offset, columns: factor.columns.map((column) => column + offset) };
    offset += factor.size;
    return placed;
  });
}

function buildPattern(
  factors: readonly RandomFactor[],
  pairs: readonly (readonly [number, number])[],
  positions: Int32Array,
  observations: number,
  size: number,
): { pattern: SymmetricPattern; diagonal: Int32Array } {
  const columnStart = new Int32Array(size + 1);
  const diagonal = new Int32Array(size);
  const rows: number[] = [];
  const slot = new Int32Array(size);
  const slotOf = new Int32Array(size).fill(-1);
  factors.forEach((factor, g) => {
    const members = observationsByColumn(factor, observations);
    members.forEach((group, level) => {
      const j = factor.offset + level;
      diagonal[j] = rows.length;
      for (const i of group) {
        for (let f = 0; f <= g; f++) {
          const row = factors[f]!.columns[i]!;
          if (slotOf[row] !== j) {
            slotOf[row] = j;
            slot[row] = rows.length;
            if (row === j) diagonal[j] = rows.length;
            rows.push(row);
          }
          const pair = (g * (g + 1)) / 2 + f;
          positions[i * pairs.length + pair] = slot[row]!;
        }
      }
      columnStart[j + 1] = rows.length;
    });
  });
  return { pattern: { size, columnStart, rows: Int32Array.from(rows) }, diagonal };
}

function observationsByColumn(factor: RandomFactor, observations: number): Int32Array[] {
  const counts = new Int32Array(factor.size);
  for (const column of factor.columns) counts[column - factor.offset]! += 1;
  const groups = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (let i = 0; i < observations; i++) {
    const level = factor.columns[i]! - factor.offset;
    groups[level]![counts[level]!++] = i;
  }
  return groups;
}

/** Z' W Z on the design's pattern; weights of one where none are given. */
export function crossProductOfEffects(design: RandomDesign, weights?: Float64Array): Float64Array {
  const { factors, pairs, positions, observations } = design;
  const values = new Float64Array(design.symbolic.pattern.rows.length);
  pairs.forEach(([f, g], pair) => {
    const left = factors[f]!.scale;
    const right = factors[g]!.scale;
    for (let i = 0; i < observations; i++) {
      const weight = weights ? weights[i]! : 1;
      values[positions[i * pairs.length + pair]!]! += weight * (left ? left[i]! : 1) * (right ? right[i]! : 1);
    }
  });
  return values;
}

/** Z' v. */
export function projectOnEffects(design: RandomDesign, v: ArrayLike<number>): Float64Array {
  const result = new Float64Array(design.size);
  for (const { columns, scale } of design.factors) {
    for (let i = 0; i < columns.length; i++) result[columns[i]!]! += scale ? scale[i]! * v[i]! : v[i]!;
  }
  return result;
}

/** Lambda' C Lambda + I, where Lambda repeats theta's element of each factor and C = Z' W Z. */
export function scaledPlusIdentity(design: RandomDesign, c: Float64Array, theta: ArrayLike<number>): Float64Array {
  const { rowFactor, columnFactor, diagonal } = design;
  const result = c.map((value, p) => value * theta[rowFactor[p]!]! * theta[columnFactor[p]!]!);
  for (const p of diagonal) result[p]! += 1;
  return result;
}

/** Lambda v. */
export function scaleEffects(design: RandomDesign, v: Float64Array, theta: ArrayLike<number>): Float64Array {
  const result = new Float64Array(v.length);
  design.factors.forEach(({ offset, size }, f) => {
    for (let k = offset; k < offset + size; k++) result[k] = theta[f]! * v[k]!;
  });
  return result;
}

/** C v, for C = Z' W Z in the order of the design's pattern. */
export function multiplyEffects(design: RandomDesign, c: Float64Array, v: Float64Array): Float64Array {
  const { columnStart, rows, size } = design.symbolic.pattern;
  const result = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    for (let p = columnStart[j]!; p < columnStart[j + 1]!; p++) {
      const i = rows[p]!;
      result[i]! += c[p]! * v[j]!;
      if (i !== j) result[j]! += c[p]! * v[i]!;
    }
  }
  return result;
}

/**
 * d log |Lambda C Lambda + I| / d theta_f = 2 sum over f's columns k of (C Lambda A^-1)_kk, C held fixed; without a
 * division, so that it is exact down to theta = 0.
 *
 * @param inverse of A where its factor is not zero, from `inverseSubset`
 */
export function logDeterminantGradient(
  design: RandomDesign,
  c: Float64Array,
  theta: ArrayLike<number>,
  inverse: Float64Array,
): Float64Array {
  const { rowFactor, columnFactor, symbolic } = design;
  const { columnStart, rows, size } = symbolic.pattern;
  const result = new Float64Array(design.factors.length);
  for (let j = 0; j < size; j++) {
    for (let p = columnStart[j]!; p < columnStart[j + 1]!; p++) {
      const product = 2 * c[p]! * inverse[symbolic.patternPositions[p]!]!;
      result[rowFactor[p]!]! += product * theta[columnFactor[p]!]!;
      if (rows[p] !== j) result[columnFactor[p]!]! += product * theta[rowFactor[p]!]!;
    }
  }
  return result;
}
