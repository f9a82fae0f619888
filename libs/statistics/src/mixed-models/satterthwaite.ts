import { cholesky, choleskySolve, dot, zeros, type Matrix } from '../linear-algebra/index.js';
import type { LinearProblem, LinearSolution } from './penalised-least-squares.js';
import { solveFactor, solveFactorTransposed } from './sparse-cholesky.js';
import type { RandomDesign } from './random-effects.js';

/**
 * Hessian of the REML criterion (or the deviance) in the logarithms of the factors' variances and, last, the residual's.
 * With P = V^-1 - V^-1 X (X' V^-1 X)^-1 X' V^-1 and V_i = sigma_i^2 Z_i Z_i' its element is
 * -tr(P V_i P V_j) + 2 y' P V_i P V_j P y. All follow from G = Lambda Z' P Z Lambda sigma^2 = I - A^-1 - M M', column by
 * column; the residual's row comes from P V P = P. Satterthwaite degrees do not depend on the parametrisation at the
 * optimum, so they are lmerTest's (Kuznetsova et al. 2017, J Stat Softw 82(13), eq. 3), without numerical derivatives.
 *
 * @returns its lower Cholesky factor; undefined where the data do not determine the variances
 */
export function varianceCurvature(problem: LinearProblem, solution: LinearSolution): Matrix | undefined {
  const { design, reml, observations, terms } = problem;
  const m = design.factors.length;
  const traces = traceTerms(problem, solution);
  const quadratic = quadraticTerms(design, solution);
  const freedom = reml ? observations - terms : observations;
  closeByResidual(traces.pairs, traces.single, freedom);
  closeByResidual(quadratic.pairs, quadratic.single, solution.penalised / solution.sigmaSquared);
  const hessian = zeros(m + 1, m + 1);
  hessian.data.forEach((_, k) => (hessian.data[k] = 2 * quadratic.pairs.data[k]! - traces.pairs.data[k]!));
  return cholesky(hessian);
}

interface QuadraticSums {
  /** (m + 1) square; the last row and column are the residual's. */
  readonly pairs: Matrix;
  readonly single: Float64Array;
}

/** Sums over all components of row i must give `single[i]`, and of those `total`: what is missing is the residual's. */
function closeByResidual(pairs: Matrix, single: Float64Array, total: number): void {
  const last = pairs.rows - 1;
  let rest = total;
  let residual = 0;
  for (let i = 0; i < last; i++) {
    rest -= single[i]!;
    let missing = single[i]!;
    for (let j = 0; j < last; j++) missing -= pairs.data[i * (last + 1) + j]!;
    pairs.data[i * (last + 1) + last] = pairs.data[last * (last + 1) + i] = missing;
    residual += missing;
  }
  pairs.data[last * (last + 1) + last] = rest - residual;
}

/** tr(P V_i P V_j) and tr(P V_i), V^-1 instead of P under maximum likelihood. */
function traceTerms({ design, reml }: LinearProblem, solution: LinearSolution): QuadraticSums {
  const m = design.factors.length;
  const pairs = zeros(m + 1, m + 1);
  const single = new Float64Array(m);
  const column = new Float64Array(design.size);
  design.factors.forEach((factor, f) => {
    for (let k = factor.offset; k < factor.offset + factor.size; k++) {
      column.fill(0)[k] = 1;
      const g = applyG(column, solution, reml);
      single[f]! += g[k]!;
      design.factors.forEach((other, h) => (pairs.data[f * (m + 1) + h]! += squares(g, other.offset, other.size)));
    }
  });
  return { pairs, single };
}

/** y' P V_i P V_j P y and y' P V_i P y. */
function quadraticTerms(design: RandomDesign, solution: LinearSolution): QuadraticSums {
  const { spherical, sigmaSquared } = solution;
  const m = design.factors.length;
  const pairs = zeros(m + 1, m + 1);
  const single = Float64Array.from(
    design.factors,
    ({ offset, size }) => squares(spherical, offset, size) / sigmaSquared,
  );
  design.factors.forEach(({ offset, size }, f) => {
    const part = new Float64Array(design.size);
    part.set(spherical.subarray(offset, offset + size), offset);
    const g = applyG(part, solution, true);
    design.factors.forEach((other, h) => {
      const to = other.offset + other.size;
      pairs.data[f * (m + 1) + h] =
        dot(g.subarray(other.offset, to), spherical.subarray(other.offset, to)) / sigmaSquared;
    });
  });
  return { pairs, single };
}

/** (I - A^-1 - M M') v, without M M' where fixed effects are taken as known. */
function applyG(v: Float64Array, solution: LinearSolution, fixedEstimated: boolean): Float64Array {
  const { factor, fixedFactor, effectsOfTerms } = solution;
  const inverse = solveFactorTransposed(factor, solveFactor(factor, v.slice()));
  const result = v.map((value, k) => value - inverse[k]!);
  if (!fixedEstimated) return result;
  const weights = choleskySolve(fixedFactor, effectsOfTerms.map((column) => dot(column, v))); // prettier-ignore
  weights.forEach((weight, j) => effectsOfTerms[j]!.forEach((value, k) => (result[k]! -= weight * value)));
  return result;
}

function squares(v: Float64Array, offset: number, size: number): number {
  let sum = 0;
  for (let k = offset; k < offset + size; k++) sum += v[k]! * v[k]!;
  return sum;
}

/**
 * Satterthwaite degrees of freedom of a contrast of the fixed effects: 2 var^2 / Var(var), by the delta method
 * (Kuznetsova et al. 2017, eq. 3).
 *
 * @param curvature from `varianceCurvature`
 */
export function satterthwaite(
  contrast: ArrayLike<number>,
  design: RandomDesign,
  solution: LinearSolution,
  curvature: Matrix,
): number {
  const { fixedFactor, sigmaSquared, effectsOfTerms } = solution;
  const weights = choleskySolve(fixedFactor, contrast); // (X' V^-1 X sigma^2)^-1 c
  const variance = sigmaSquared * dot(weights, contrast);
  const gradient = new Float64Array(design.factors.length + 1);
  let rest = variance;
  design.factors.forEach(({ offset, size }, f) => {
    for (let k = offset; k < offset + size; k++) {
      const effect = effectsOfTerms.reduce((sum, column, j) => sum + column[k]! * weights[j]!, 0);
      gradient[f]! += sigmaSquared * effect * effect;
    }
    rest -= gradient[f]!;
  });
  gradient[design.factors.length] = rest;
  return (variance * variance) / dot(gradient, choleskySolve(curvature, gradient));
}
