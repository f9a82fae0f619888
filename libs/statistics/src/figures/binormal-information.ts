import { densityAt, normalBetween, type BinormalParameters, type CategoryCounts } from './binormal-fit.js';

/** Symmetric positive definite: a, b against everything, and cutoffs against themselves and their neighbours alone. */
export interface BorderedInformation {
  /** aa, ab, bb. */
  readonly corner: [number, number, number];
  readonly borderA: Float64Array;
  readonly borderB: Float64Array;
  readonly diagonal: Float64Array;
  /** Cutoff k with k + 1. */
  readonly off: Float64Array;
}

/** Score and expected (Fisher) information of the binormal likelihood, parameters in the order a, b, cutoffs. */
export function binormalInformation(
  theta: BinormalParameters,
  { negatives, positives }: CategoryCounts,
): { gradient: Float64Array; information: BorderedInformation } {
  const [a, b] = [theta[0]!, theta[1]!];
  const cuts = theta.length - 2;
  const gradient = new Float64Array(theta.length);
  const information: BorderedInformation = {
    corner: [0, 0, 0],
    borderA: new Float64Array(cuts),
    borderB: new Float64Array(cuts),
    diagonal: new Float64Array(cuts),
    off: new Float64Array(Math.max(cuts - 1, 0)),
  };
  const total = (counts: Float64Array): number => counts.reduce((sum, value) => sum + value, 0);
  const [n0, n1] = [total(negatives), total(positives)];
  for (let k = 0; k <= cuts; k++) {
    const low = k === 0 ? -Infinity : theta[k + 1]!;
    const high = k === cuts ? Infinity : theta[k + 2]!;
    const p = Math.max(normalBetween(low, high), TINY);
    add(gradient, information, k, negatives[k]! / p, n0 / p, {
      low: -densityAt(low),
      high: densityAt(high),
      a: 0,
      b: 0,
    });
    const [u, v] = [densityAt(b * low - a), densityAt(b * high - a)];
    const q = Math.max(normalBetween(b * low - a, b * high - a), TINY);
    const ofB = (Number.isFinite(high) ? high * v : 0) - (Number.isFinite(low) ? low * u : 0);
    add(gradient, information, k, positives[k]! / q, n1 / q, { low: -b * u, high: b * v, a: u - v, b: ofB });
  }
  return { gradient, information };
}

const TINY = 1e-300;

/** Derivatives of one category's probability: by its two cutoffs, a and b. */
interface Slope {
  readonly low: number;
  readonly high: number;
  readonly a: number;
  readonly b: number;
}

function add(
  gradient: Float64Array,
  information: BorderedInformation,
  k: number,
  observed: number,
  expected: number,
  slope: Slope,
): void {
  gradient[0]! += observed * slope.a;
  gradient[1]! += observed * slope.b;
  information.corner[0] += expected * slope.a * slope.a;
  information.corner[1] += expected * slope.a * slope.b;
  information.corner[2] += expected * slope.b * slope.b;
  for (const [cut, own] of [
    [k - 1, slope.low],
    [k, slope.high],
  ] as const) {
    if (cut < 0 || cut >= information.diagonal.length) continue;
    gradient[cut + 2]! += observed * own;
    information.borderA[cut]! += expected * own * slope.a;
    information.borderB[cut]! += expected * own * slope.b;
    information.diagonal[cut]! += expected * own * own;
  }
  if (k > 0 && k < information.diagonal.length) information.off[k - 1]! += expected * slope.low * slope.high;
}

/** Solves for the step in O(cutoffs): the cutoffs are eliminated first, then 2 x 2. Undefined if singular. */
export function solveBordered(information: BorderedInformation, gradient: Float64Array): Float64Array | undefined {
  const { corner, borderA, borderB } = information;
  const solved = [gradient.slice(2), borderA, borderB].map((right) => solveTridiagonal(information, right));
  const [g, xa, xb] = solved;
  if (!g || !xa || !xb) return undefined;
  const inner = (x: Float64Array, y: Float64Array): number => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  const aa = corner[0] - inner(borderA, xa);
  const ab = corner[1] - inner(borderA, xb);
  const bb = corner[2] - inner(borderB, xb);
  const ra = gradient[0]! - inner(borderA, g);
  const rb = gradient[1]! - inner(borderB, g);
  const determinant = aa * bb - ab * ab;
  if (!(determinant > 0)) return undefined;
  const da = (ra * bb - rb * ab) / determinant;
  const db = (aa * rb - ab * ra) / determinant;
  return Float64Array.from([da, db, ...g.map((value, i) => value - da * xa[i]! - db * xb[i]!)]);
}

function solveTridiagonal({ diagonal, off }: BorderedInformation, right: Float64Array): Float64Array | undefined {
  const n = diagonal.length;
  const pivot = diagonal.slice();
  const x = right.slice();
  for (let i = 1; i < n; i++) {
    const factor = off[i - 1]! / pivot[i - 1]!;
    pivot[i]! -= factor * off[i - 1]!;
    x[i]! -= factor * x[i - 1]!;
  }
  for (let i = n - 1; i >= 0; i--) x[i] = (x[i]! - (i < n - 1 ? off[i]! * x[i + 1]! : 0)) / pivot[i]!;
  return pivot.every((value) => value > 0) ? x : undefined;
}
