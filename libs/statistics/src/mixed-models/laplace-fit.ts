import { cholesky, choleskyInverse, choleskySolve, zeros, type Matrix } from '../linear-algebra/index.js';
import { largest, minimise } from '../optimisation/index.js';
import { laplaceDeviance, type Family, type LaplaceProblem } from './laplace.js';
import { buildRandomDesign, type RandomTerm } from './random-effects.js';

/** Maximum of a Laplace-approximated likelihood. */
export interface LaplaceFit {
  /** Shapes, then coefficients. */
  readonly estimates: Float64Array;
  /** Standard errors of the estimates, from the curvature in all parameters, the standard deviations included. */
  readonly se: Float64Array;
  /** By random term in the order given; zero at the boundary. */
  readonly sd: number[];
  readonly deviance: number;
  /** Largest absolute component of the score, the derivative of the log likelihood. */
  readonly score: number;
}

const SCORE_TOLERANCE = 1e-10;
const SINGULAR = 1e-4;
/** Coefficients beyond this on a logit scale, or standard errors beyond it, mean that the maximum is at infinity. */
const UNBOUNDED = 25;

/** Maximises over shapes, coefficients and standard deviations together; a text says why there is no maximum. */
export function fitLaplace(
  family: Family,
  fixed: Matrix,
  random: readonly RandomTerm[],
  start: Float64Array,
): LaplaceFit | string {
  let kept = [...random];
  let from = start;
  let best: LaplaceFit | string = 'not tried';
  for (;;) {
    const fit = fitOnce({ family, fixed, design: buildRandomDesign(kept, fixed.rows) }, from);
    if (typeof fit === 'string') return typeof best === 'string' ? fit : best;
    if (typeof best !== 'string' && fit.deviance > best.deviance + 1e-9) return best;
    const sdOf = (group: string): number => fit.sd[kept.findIndex((term) => term.group === group)] ?? 0;
    best = { ...fit, sd: random.map((term) => sdOf(term.group)) };
    const remaining = kept.filter((term) => sdOf(term.group) >= SINGULAR);
    if (remaining.length === kept.length) return best;
    kept = remaining;
    from = fit.estimates;
  }
}

function fitOnce(problem: LaplaceProblem, start: Float64Array): LaplaceFit | string {
  const { design } = problem;
  const factors = design.factors.length;
  const spherical = new Float64Array(design.size);
  const evaluate = (point: Float64Array) => laplaceDeviance(problem, point, spherical);
  const found = minimise(evaluate, Float64Array.from([...start, ...new Array<number>(factors).fill(0.5)]), 1e-5, 500);
  if (!Number.isFinite(found.value)) return 'the likelihood has no finite value';
  const point = found.point.slice();
  if (largest(point) > UNBOUNDED) return 'estimates grow without bound (separation)';
  // At a standard deviation of zero there is no curvature to polish: the caller fits again without that factor.
  const atBoundary = point.subarray(start.length).some((theta) => Math.abs(theta) < SINGULAR);
  const polished = atBoundary ? { ...found, hessian: undefined } : polish(evaluate, point);
  const lower = polished.hessian && cholesky(polished.hessian);
  if (!atBoundary && lower === undefined) return 'the likelihood has no curvature (separation)';
  const variances = lower && choleskyInverse(lower);
  const se = start.map((_, j) => (variances ? Math.sqrt(2 * variances.data[j * variances.columns + j]!) : 0));
  if (largest(se) > UNBOUNDED) return 'estimates grow without bound (separation)';
  return {
    estimates: polished.point.slice(0, start.length),
    se,
    sd: sdByTerm(problem, polished.point.subarray(start.length)),
    deviance: polished.value,
    score: largest(polished.gradient) / 2,
  };
}

/** Theta in the order in which the terms were given, which is not the design's. */
function sdByTerm({ design }: LaplaceProblem, theta: Float64Array): number[] {
  return design.given.map((f) => Math.abs(theta[f]!));
}

/** Newton's method from a point near the minimum, with the Hessian by central differences of the exact gradient. */
function polish(evaluate: (point: Float64Array) => { value: number; gradient: Float64Array }, start: Float64Array) {
  let point = start;
  let here = evaluate(point);
  let hessian = differences(evaluate, point);
  for (let iteration = 0; iteration < 20 && largest(here.gradient) / 2 > SCORE_TOLERANCE; iteration++) {
    const lower = cholesky(hessian);
    if (lower === undefined) break;
    const step = choleskySolve(lower, here.gradient);
    const next = point.map((value, j) => value - step[j]!);
    const there = evaluate(next);
    if (!(largest(there.gradient) < largest(here.gradient))) break;
    point = next;
    here = there;
    if (iteration === 0) hessian = differences(evaluate, point);
  }
  return { point, ...here, hessian };
}

function differences(evaluate: (point: Float64Array) => { gradient: Float64Array }, point: Float64Array): Matrix {
  const n = point.length;
  const hessian = zeros(n, n);
  for (let j = 0; j < n; j++) {
    const h = 1e-5 * Math.max(1, Math.abs(point[j]!));
    const at = (by: number): Float64Array => evaluate(point.map((value, k) => (k === j ? value + by : value))).gradient;
    const [up, down] = [at(h), at(-h)];
    for (let i = 0; i < n; i++) {
      const slope = (up[i]! - down[i]!) / (2 * h);
      hessian.data[i * n + j]! += slope / 2;
      hessian.data[j * n + i]! += slope / 2;
    }
  }
  return hessian;
}
