import { dot, type Matrix } from '../linear-algebra/index.js';
import type { Valued } from '../optimisation/index.js';
import { crossProductOfEffects, logDeterminantGradient, projectOnEffects, scaledPlusIdentity, scaleEffects, type RandomDesign } from './random-effects.js'; // prettier-ignore
import { factorise, inverseSubset, logDeterminant, solveFactor, solveFactorTransposed, type SparseFactor } from './sparse-cholesky.js'; // prettier-ignore

/** Log likelihood of one observation and its derivatives in the linear predictor. */
export interface Likelihood {
  value: number;
  first: number;
  second: number;
  third: number;
  /** Derivatives of value, first and second in each shape parameter (thresholds); empty where there are none. */
  readonly valueByShape: Float64Array;
  readonly firstByShape: Float64Array;
  readonly secondByShape: Float64Array;
}

/** A family of outcomes, log-concave in the linear predictor; `evaluate` writes into `out`. */
export interface Family {
  readonly shapes: number;
  readonly evaluate: (observation: number, linear: number, shapes: Float64Array, out: Likelihood) => void;
}

export function emptyLikelihood(shapes: number): Likelihood {
  return {
    value: 0,
    first: 0,
    second: 0,
    third: 0,
    valueByShape: new Float64Array(shapes),
    firstByShape: new Float64Array(shapes),
    secondByShape: new Float64Array(shapes),
  };
}

/** A mixed model of any such family. Parameters: shapes, then coefficients of `fixed`, then theta by factor. */
export interface LaplaceProblem {
  readonly family: Family;
  readonly fixed: Matrix;
  readonly design: RandomDesign;
}

interface Mode {
  readonly spherical: Float64Array;
  readonly linear: Float64Array;
  /** - second derivative of each observation's log likelihood. */
  readonly weights: Float64Array;
  readonly effectProducts: Float64Array;
  readonly factor: SparseFactor;
  readonly penalised: number;
}

const MODE_TOLERANCE = 1e-11;

/**
 * -2 log marginal likelihood by Laplace's approximation, -2 sum l + u'u + log |A| at the mode of u, A = Lambda' Z' W Z
 * Lambda + I, and its exact gradient, with what the mode's own movement adds (Tierney & Kadane 1986; Skaug & Fournier
 * 2006, Comput Stat Data Anal 51:699, eq. 8). Infinite where the parameters are outside the family's domain.
 *
 * @param spherical where the search for the mode starts; left at the mode, which a neighbouring point then starts from
 */
export function laplaceDeviance(problem: LaplaceProblem, parameters: Float64Array, spherical: Float64Array): Valued {
  const mode = findMode(problem, parameters, spherical);
  if (mode === undefined) return { value: Infinity, gradient: new Float64Array(parameters.length).fill(Number.NaN) };
  spherical.set(mode.spherical);
  return { value: mode.penalised + logDeterminant(mode.factor), gradient: gradient(problem, parameters, mode) };
}

function split(
  { family, fixed }: LaplaceProblem,
  parameters: Float64Array,
): { shapes: Float64Array; beta: Float64Array; theta: Float64Array } {
  const { shapes } = family;
  return {
    shapes: parameters.subarray(0, shapes),
    beta: parameters.subarray(shapes, shapes + fixed.columns),
    theta: parameters.subarray(shapes + fixed.columns),
  };
}

/** The mode of the random effects: Newton's method with step halving on a convex function. */
function findMode(problem: LaplaceProblem, parameters: Float64Array, start: Float64Array): Mode | undefined {
  const { design } = problem;
  const { theta } = split(problem, parameters);
  let here =
    evaluateMode(problem, parameters, start.slice()) ??
    evaluateMode(problem, parameters, new Float64Array(design.size));
  if (here === undefined) return undefined;
  for (let iteration = 0; iteration < 100; iteration++) {
    const slope = scaleEffects(design, projectOnEffects(design, here.first), theta).map(
      (value, k) => value - here!.spherical[k]!,
    );
    const effectProducts = crossProductOfEffects(design, here.weights);
    const factor = factorise(design.symbolic, scaledPlusIdentity(design, effectProducts, theta));
    if (factor === undefined) return undefined;
    const step = solveFactorTransposed(factor, solveFactor(factor, slope.slice()));
    const decrement = dot(step, slope);
    if (decrement <= MODE_TOLERANCE ** 2) return { ...here, effectProducts, factor };
    let next: typeof here | undefined;
    for (let length = 1; length > 1e-6; length /= 2) {
      const moved = here.spherical.map((value, k) => value + length * step[k]!);
      const candidate = evaluateMode(problem, parameters, moved);
      if (candidate && candidate.penalised <= here.penalised + 1e-14 * Math.abs(here.penalised)) {
        next = candidate;
        break;
      }
    }
    if (next === undefined) return decrement < 1e-16 ? { ...here, effectProducts, factor } : undefined;
    here = next;
  }
  return undefined;
}

function evaluateMode(problem: LaplaceProblem, parameters: Float64Array, spherical: Float64Array) {
  const { family, fixed, design } = problem;
  const { shapes, beta, theta } = split(problem, parameters);
  const effects = scaleEffects(design, spherical, theta);
  const observations = fixed.rows;
  const linear = new Float64Array(observations);
  const first = new Float64Array(observations);
  const weights = new Float64Array(observations);
  const out = emptyLikelihood(family.shapes);
  let logLikelihood = 0;
  for (let i = 0; i < observations; i++) {
    let eta = 0;
    for (let j = 0; j < fixed.columns; j++) eta += fixed.data[i * fixed.columns + j]! * beta[j]!;
    for (const { columns, scale } of design.factors) eta += effects[columns[i]!]! * (scale ? scale[i]! : 1);
    family.evaluate(i, eta, shapes, out);
    linear[i] = eta;
    first[i] = out.first;
    weights[i] = -out.second;
    logLikelihood += out.value;
  }
  if (!Number.isFinite(logLikelihood)) return undefined;
  return { spherical, linear, first, weights, penalised: dot(spherical, spherical) - 2 * logLikelihood };
}

function gradient(problem: LaplaceProblem, parameters: Float64Array, mode: Mode): Float64Array {
  const { family, fixed, design } = problem;
  const { shapes, theta } = split(problem, parameters);
  const inverse = inverseSubset(mode.factor);
  const variance = conditionalVariance(design, theta, inverse);
  const observations = fixed.rows;
  const likelihoods = Array.from({ length: observations }, (_, i) => {
    const out = emptyLikelihood(family.shapes);
    family.evaluate(i, mode.linear[i]!, shapes, out);
    return out;
  });
  const skew = likelihoods.map((out, i) => -out.third * variance[i]!);
  const pull = scaleEffects(design, projectOnEffects(design, skew), theta);
  const adjoint = solveFactorTransposed(mode.factor, solveFactor(mode.factor, pull));
  const shift = expand(design, scaleEffects(design, adjoint, theta));
  const result = new Float64Array(parameters.length);
  const byLinear = likelihoods.map((out, i) => -2 * out.first + skew[i]! + out.second * shift[i]!);
  likelihoods.forEach((out, i) => {
    for (let s = 0; s < family.shapes; s++) {
      result[s]! += -2 * out.valueByShape[s]! - variance[i]! * out.secondByShape[s]! + shift[i]! * out.firstByShape[s]!;
    }
    for (let j = 0; j < fixed.columns; j++)
      result[family.shapes + j]! += byLinear[i]! * fixed.data[i * fixed.columns + j]!;
  });
  const score = projectOnEffects(design, likelihoods.map((out) => out.first)); // prettier-ignore
  const projected = projectOnEffects(design, byLinear);
  const fromDeterminant = logDeterminantGradient(design, mode.effectProducts, theta, inverse);
  design.factors.forEach(({ offset, size }, f) => {
    let sum = fromDeterminant[f]!;
    for (let k = offset; k < offset + size; k++) sum += mode.spherical[k]! * projected[k]! + adjoint[k]! * score[k]!;
    result[family.shapes + fixed.columns + f] = sum;
  });
  return result;
}

/** z' Lambda A^-1 Lambda z of each observation: the variance of its linear predictor given the outcomes. */
function conditionalVariance(design: RandomDesign, theta: Float64Array, inverse: Float64Array): Float64Array {
  const { factors, pairs, positions, symbolic, observations } = design;
  const result = new Float64Array(observations);
  pairs.forEach(([f, g], pair) => {
    const weight = (f === g ? 1 : 2) * theta[f]! * theta[g]!;
    const [left, right] = [factors[f]!.scale, factors[g]!.scale];
    for (let i = 0; i < observations; i++) {
      const position = symbolic.patternPositions[positions[i * pairs.length + pair]!]!;
      result[i]! += weight * (left ? left[i]! : 1) * (right ? right[i]! : 1) * inverse[position]!;
    }
  });
  return result;
}

/** Z v. */
function expand(design: RandomDesign, v: Float64Array): Float64Array {
  const result = new Float64Array(design.observations);
  for (const { columns, scale } of design.factors) {
    for (let i = 0; i < result.length; i++) result[i]! += v[columns[i]!]! * (scale ? scale[i]! : 1);
  }
  return result;
}
