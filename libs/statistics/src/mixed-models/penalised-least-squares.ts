import { cholesky, choleskyInverse, choleskySolve, crossProduct, dot, multiplyVector, solveLower, solveLowerTransposed, transpose, zeros, type Matrix } from '../linear-algebra/index.js'; // prettier-ignore
import type { Valued } from '../optimisation/index.js';
import { crossProductOfEffects, logDeterminantGradient, multiplyEffects, projectOnEffects, scaledPlusIdentity, scaleEffects, type RandomDesign } from './random-effects.js'; // prettier-ignore
import { factorise, inverseSubset, logDeterminant, solveFactor, solveFactorTransposed, type SparseFactor } from './sparse-cholesky.js'; // prettier-ignore

/** Everything of a linear mixed model that does not depend on the variances. */
export interface LinearProblem {
  readonly design: RandomDesign;
  readonly observations: number;
  readonly terms: number;
  readonly reml: boolean;
  /** Z'Z on the design's pattern. */
  readonly effectProducts: Float64Array;
  /** Z'x of each column of X, and last Z'y. */
  readonly projections: readonly Float64Array[];
  /** [X y]'[X y]. */
  readonly products: Matrix;
  /** Least squares coefficients, taken off y so that sums of squares lose no digits; the estimates add them again. */
  readonly baseline: Float64Array;
}

/** The penalised least squares solution at one theta. */
export interface LinearSolution extends Valued {
  readonly theta: Float64Array;
  /** Fixed effects, the baseline included. */
  readonly beta: Float64Array;
  /** Spherical random effects u: b = Lambda u. */
  readonly spherical: Float64Array;
  /** Minimum of ||y - X beta - Z Lambda u||^2 + ||u||^2. */
  readonly penalised: number;
  readonly sigmaSquared: number;
  readonly factor: SparseFactor;
  /** Lower Cholesky factor of X' V^-1 X sigma^2. */
  readonly fixedFactor: Matrix;
  /** A^-1 Lambda Z'x of each column of X. */
  readonly effectsOfTerms: readonly Float64Array[];
}

/** Undefined where the terms of X are collinear. */
export function prepareProblem(
  response: ArrayLike<number>,
  fixed: Matrix,
  design: RandomDesign,
  reml: boolean,
): LinearProblem | undefined {
  const lower = cholesky(crossProduct(fixed));
  if (lower === undefined) return undefined;
  const columns = transpose(fixed);
  let residual = Float64Array.from(response);
  const baseline = new Float64Array(fixed.columns);
  for (let pass = 0; pass < 2; pass++) {
    const step = choleskySolve(lower, multiplyVector(columns, residual)); // the second pass refines the first
    const fitted = multiplyVector(fixed, step);
    residual = residual.map((value, i) => value - fitted[i]!);
    step.forEach((value, j) => (baseline[j]! += value));
  }
  const all = [...Array.from({ length: fixed.columns }, (_, j) => row(columns, j)), residual];
  const products = zeros(all.length, all.length);
  all.forEach((a, i) => all.forEach((b, j) => (products.data[i * all.length + j] = dot(a, b))));
  return {
    design,
    observations: fixed.rows,
    terms: fixed.columns,
    reml,
    effectProducts: crossProductOfEffects(design),
    projections: all.map((column) => projectOnEffects(design, column)),
    products,
    baseline,
  };
}

function row(a: Matrix, i: number): Float64Array {
  return a.data.subarray(i * a.columns, (i + 1) * a.columns);
}

/**
 * The profiled criterion at theta, the relative standard deviations of the factors, and its gradient: the REML
 * criterion or the deviance of Bates et al. 2015 (J Stat Softw 67(1), eq. 39 and 41), solved by eq. 29 to 33. The
 * gradient comes from the diagonal of A^-1 and the solution itself, e.g. d log |A| / d theta_f =
 * 2 sum over f's columns of (Z'Z Lambda A^-1)_kk.
 *
 * @returns undefined where theta is so large that the terms of X are collinear given the random effects
 */
export function solveLeastSquares(problem: LinearProblem, theta: Float64Array): LinearSolution | undefined {
  const { design, projections, terms, products, observations, reml } = problem;
  const factor = factorise(design.symbolic, scaledPlusIdentity(design, problem.effectProducts, theta));
  if (factor === undefined) return undefined;
  const reduced = projections.map((column) => solveFactor(factor, scaleEffects(design, column, theta)));
  const schur = zeros(terms, terms);
  const cross = new Float64Array(terms);
  for (let i = 0; i < terms; i++) {
    for (let j = 0; j < terms; j++) schur.data[i * terms + j] = products.data[i * (terms + 1) + j]! - dot(reduced[i]!, reduced[j]!); // prettier-ignore
    cross[i] = products.data[i * (terms + 1) + terms]! - dot(reduced[i]!, reduced[terms]!);
  }
  const fixedFactor = cholesky(schur);
  if (fixedFactor === undefined) return undefined;
  const half = solveLower(fixedFactor, cross);
  const delta = solveLowerTransposed(fixedFactor, half);
  const response = reduced[terms]!;
  const penalised = products.data[products.data.length - 1]! - dot(response, response) - dot(half, half);
  const spherical = response.slice();
  delta.forEach((value, j) => addScaled(spherical, -value, reduced[j]!));
  solveFactorTransposed(factor, spherical);
  const freedom = reml ? observations - terms : observations;
  const solution = {
    theta,
    beta: delta.map((value, j) => value + problem.baseline[j]!),
    spherical,
    penalised,
    sigmaSquared: penalised / freedom,
    factor,
    fixedFactor,
    effectsOfTerms: reduced.slice(0, terms).map((column) => solveFactorTransposed(factor, column.slice())),
  };
  const fixedLog = reml ? 2 * diagonalLogs(fixedFactor) : 0;
  const value = logDeterminant(factor) + fixedLog + freedom * (1 + Math.log((2 * Math.PI * penalised) / freedom));
  return { ...solution, value, gradient: gradient(problem, solution, freedom) };
}

function gradient(problem: LinearProblem, solution: Omit<LinearSolution, keyof Valued>, freedom: number): Float64Array {
  const { design, effectProducts, projections, reml, terms } = problem;
  const { theta, beta, spherical, penalised, factor, fixedFactor, effectsOfTerms } = solution;
  const result = logDeterminantGradient(design, effectProducts, theta, inverseSubset(factor));
  const unscaled = (effect: Float64Array): Float64Array => multiplyEffects(design, effectProducts, scaleEffects(design, effect, theta)); // prettier-ignore
  const residual = projections[terms]!.slice();
  beta.forEach((value, j) => addScaled(residual, problem.baseline[j]! - value, projections[j]!));
  addScaled(residual, -1, unscaled(spherical));
  const termResiduals = effectsOfTerms.map((effect, j) => {
    const difference = projections[j]!.slice();
    addScaled(difference, -1, unscaled(effect));
    return difference;
  });
  const inverse = choleskyInverse(fixedFactor).data;
  design.factors.forEach(({ offset, size }, f) => {
    let sum = (freedom / penalised) * dotRange(residual, spherical, offset, size);
    for (let i = 0; reml && i < terms; i++) {
      for (let j = 0; j < terms; j++) {
        sum += inverse[i * terms + j]! * dotRange(effectsOfTerms[i]!, termResiduals[j]!, offset, size);
      }
    }
    result[f]! -= 2 * sum;
  });
  return result;
}

function dotRange(a: Float64Array, b: Float64Array, offset: number, size: number): number {
  let sum = 0;
  for (let k = offset; k < offset + size; k++) sum += a[k]! * b[k]!;
  return sum;
}

function addScaled(target: Float64Array, factor: number, source: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * source[i]!;
}

function diagonalLogs(lower: Matrix): number {
  let sum = 0;
  for (let i = 0; i < lower.rows; i++) sum += Math.log(lower.data[i * lower.rows + i]!);
  return sum;
}

/** The criterion as a function to minimise: infinite where there is no solution. */
export function criterion(problem: LinearProblem, theta: Float64Array): Valued {
  return (
    solveLeastSquares(problem, theta) ?? { value: Infinity, gradient: new Float64Array(theta.length).fill(Number.NaN) }
  );
}
