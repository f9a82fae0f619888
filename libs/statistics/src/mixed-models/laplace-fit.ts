import { cholesky, choleskyInverse, choleskySolve, zeros, type Matrix } from '../linear-algebra/index.js';
import { largest, minimise, type Valued } from '../optimisation/index.js';
import { laplaceDeviance, type Family, type LaplaceProblem } from './laplace.js';
import { negligibleFactors } from './boundary.js';
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
/** Coefficients beyond this on a logit scale, or standard errors beyond it, mean that the maximum is at infinity. */
const UNBOUNDED = 25;

/**
 * Maximises over shapes, coefficients and standard deviations together; a text says why there is no maximum. Factors
 * whose variance is zero are taken out and the rest fitted again: at the boundary they have no curvature.
 */
export function fitLaplace(
  family: Family,
  fixed: Matrix,
  random: readonly RandomTerm[],
  start: Float64Array,
): LaplaceFit | string {
  let kept = [...random];
  let from = start;
  for (;;) {
    const problem = { family, fixed, design: buildRandomDesign(kept, fixed.rows) };
    const found = search(problem, from);
    if (typeof found === 'string') return found;
    const zero = negligibleFactors(found.evaluate, found.point, from.length);
    if (zero.length === 0) {
      const fit = finish(found, from.length);
      if (typeof fit === 'string') return fit;
      const theta = found.point.subarray(from.length);
      return {
        ...fit,
        sd: random.map((term) =>
          kept.includes(term) ? Math.abs(theta[problem.design.given[kept.indexOf(term)]!]!) : 0,
        ),
      };
    }
    const gone = zero.map((f) => problem.design.factors[f]!.group);
    kept = kept.filter((term) => !gone.includes(term.group));
    from = found.point.slice(0, from.length);
  }
}

interface Found {
  readonly evaluate: (point: Float64Array) => Valued;
  readonly point: Float64Array;
}

function search(problem: LaplaceProblem, start: Float64Array): Found | string {
  const spherical = new Float64Array(problem.design.size);
  const evaluate = (point: Float64Array): Valued => laplaceDeviance(problem, point, spherical);
  const theta = new Array<number>(problem.design.factors.length).fill(0.5);
  const found = minimise(evaluate, Float64Array.from([...start, ...theta]), 1e-5, 500);
  if (!Number.isFinite(found.value)) return 'the likelihood has no finite value';
  if (largest(found.point) > UNBOUNDED) return 'estimates grow without bound (separation)';
  return { evaluate, point: found.point };
}

function finish({ evaluate, point }: Found, count: number): Omit<LaplaceFit, 'sd'> | string {
  const polished = polish(evaluate, point);
  const lower = cholesky(polished.hessian);
  if (lower === undefined) return 'the likelihood has no curvature (separation)';
  const variances = choleskyInverse(lower);
  const se = Float64Array.from({ length: count }, (_, j) => Math.sqrt(2 * variances.data[j * variances.columns + j]!));
  if (largest(se) > UNBOUNDED) return 'estimates grow without bound (separation)';
  point.set(polished.point);
  return {
    estimates: polished.point.slice(0, count),
    se,
    deviance: polished.value,
    score: largest(polished.gradient) / 2,
  };
}

/** Newton's method from a point near the minimum, with the Hessian by central differences of the exact gradient. */
function polish(evaluate: (point: Float64Array) => Valued, start: Float64Array) {
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

function differences(evaluate: (point: Float64Array) => Valued, point: Float64Array): Matrix {
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
