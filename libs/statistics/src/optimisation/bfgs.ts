import { dot } from '../linear-algebra/index.js';

/** A function's value and gradient at a point. A value that is not finite marks a point outside its domain. */
export interface Valued {
  readonly value: number;
  readonly gradient: Float64Array;
}

export interface Minimum extends Valued {
  readonly point: Float64Array;
  readonly iterations: number;
  /** Whether every component of the gradient is within the tolerance. */
  readonly converged: boolean;
}

const SUFFICIENT_DECREASE = 1e-4;
const SHORTEST_STEP = 1e-14;

/**
 * Minimises a smooth function from its exact gradient: BFGS with backtracking (Nocedal & Wright 2006, algorithm 6.1).
 *
 * @param start a point where the function is finite
 * @param tolerance largest absolute component of the gradient at which to stop
 */
export function minimise(
  evaluate: (point: Float64Array) => Valued,
  start: Float64Array,
  tolerance: number,
  maxIterations = 200,
): Minimum {
  let point: Float64Array = start.slice();
  let here = evaluate(point);
  let inverse = scaledIdentity(point.length, 1 / Math.max(1, largest(here.gradient)));
  let restarted = true;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (largest(here.gradient) <= tolerance) return { point, ...here, iterations: iteration, converged: true };
    const next = step(evaluate, point, here, direction(inverse, here.gradient));
    if (next === undefined) {
      if (restarted) break;
      inverse = scaledIdentity(point.length, 1 / Math.max(1, largest(here.gradient)));
      restarted = true;
      continue;
    }
    inverse = updated(inverse, difference(next.point, point), difference(next.gradient, here.gradient), restarted);
    restarted = false;
    point = next.point;
    here = next;
  }
  return { point, value: here.value, gradient: here.gradient, iterations: maxIterations, converged: largest(here.gradient) <= tolerance }; // prettier-ignore
}

/** The first point along a descent direction that decreases the value enough; undefined where none does. */
function step(
  evaluate: (point: Float64Array) => Valued,
  point: Float64Array,
  here: Valued,
  towards: Float64Array,
): (Valued & { point: Float64Array }) | undefined {
  const slope = dot(towards, here.gradient);
  if (!(slope < 0)) return undefined;
  for (let length = 1; length > SHORTEST_STEP; length /= 2) {
    const candidate = point.map((value, i) => value + length * towards[i]!);
    const there = evaluate(candidate);
    const allowed = here.value + SUFFICIENT_DECREASE * length * slope;
    // Near the minimum the value only shows rounding; there a smaller gradient is progress enough.
    const level = Math.abs(there.value - here.value) <= 1e-13 * Math.abs(here.value);
    if (there.value <= allowed || (level && largest(there.gradient) < largest(here.gradient))) {
      return { point: candidate, value: there.value, gradient: there.gradient };
    }
  }
  return undefined;
}

function direction(inverse: Float64Array[], gradient: Float64Array): Float64Array {
  return Float64Array.from(inverse, (row) => -dot(row, gradient));
}

function updated(inverse: Float64Array[], s: Float64Array, y: Float64Array, first: boolean): Float64Array[] {
  const curvature = dot(s, y);
  if (!(curvature > 1e-12 * Math.sqrt(dot(s, s) * dot(y, y)))) return inverse;
  const h = first ? scaledIdentity(s.length, curvature / dot(y, y)) : inverse;
  const hy = Float64Array.from(h, (row) => dot(row, y));
  const factor = (1 + dot(y, hy) / curvature) / curvature;
  return h.map((row, i) =>
    row.map((value, j) => value + factor * s[i]! * s[j]! - (hy[i]! * s[j]! + s[i]! * hy[j]!) / curvature),
  );
}

function scaledIdentity(size: number, scale: number): Float64Array[] {
  return Array.from({ length: size }, (_, i) => Float64Array.from({ length: size }, (_, j) => (i === j ? scale : 0)));
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]!);
}

/** Largest absolute component; Infinity where one is not a number. */
export function largest(values: Float64Array): number {
  let result = 0;
  for (const value of values) {
    if (Number.isNaN(value)) return Infinity;
    result = Math.max(result, Math.abs(value));
  }
  return result;
}
