import { estimated, notEstimable, type Estimable } from '../data/estimable.js';
import { normalCdf, normalPdf, normalQuantile } from '../distributions/index.js';
import { binormalInformation, solveBordered } from './binormal-information.js';

/** Counts by rating category, from low to high. */
export interface CategoryCounts {
  readonly negatives: Float64Array;
  readonly positives: Float64Array;
}

/**
 * Binormal ROC curve TPR = Phi(a + b Phi^-1(FPR)): ratings of negative cases are cut from N(0, 1), those of positive ones
 * from N(a / b, 1 / b^2).
 */
export interface BinormalCurve {
  readonly a: number;
  readonly b: number;
  /** Boundaries of the categories on the scale of the negatives. */
  readonly cutoffs: Float64Array;
  readonly logLikelihood: number;
  /** Whether the likelihood has no maximum but grows as b runs to zero or infinity, a curve of straight pieces. */
  readonly degenerate: boolean;
}

/** Area under a binormal curve (Swets and Pickett 1982). */
export function binormalArea({ a, b }: Pick<BinormalCurve, 'a' | 'b'>): number {
  return normalCdf(a / Math.sqrt(1 + b * b));
}

/**
 * Counts of categories; neighbouring ratings given to one class only are one category, which leaves the likelihood's
 * maximum where it is (Metz, Herman and Shen, Stat Med 1998: LABROC).
 */
export function categoryCounts(negatives: Float64Array, positives: Float64Array): CategoryCounts {
  const counts = new Map<number, [number, number]>();
  negatives.forEach((rating) => count(counts, rating, 0));
  positives.forEach((rating) => count(counts, rating, 1));
  const rows = [...counts.entries()].sort((x, y) => x[0] - y[0]).map(([, row]) => row);
  const merged: [number, number][] = [];
  for (const row of rows) {
    const last = merged.at(-1);
    const alike = last && [0, 1].some((k) => last[k] === 0 && row[k] === 0);
    if (alike) merged[merged.length - 1] = [last[0] + row[0], last[1] + row[1]];
    else merged.push([...row]);
  }
  return {
    negatives: Float64Array.from(merged, (row) => row[0]),
    positives: Float64Array.from(merged, (row) => row[1]),
  };
}

function count(counts: Map<number, [number, number]>, rating: number, kind: 0 | 1): void {
  const row = counts.get(rating) ?? [0, 0];
  row[kind]++;
  counts.set(rating, row);
}

/**
 * Maximum likelihood (Dorfman and Alf, J Math Psychol 1969) by Fisher scoring with halved steps, in time proportional to
 * the number of categories.
 *
 * @param counts of at least two categories with an operating point that is on neither axis
 */
export function fitBinormal(counts: CategoryCounts): Estimable<BinormalCurve> {
  let theta = start(counts);
  let logLikelihood = binormalLogLikelihood(theta, counts);
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const { gradient, information } = binormalInformation(theta, counts);
    const step = solveBordered(information, gradient);
    if (!step) break;
    const decrement = step.reduce((sum, value, i) => sum + value * gradient[i]!, 0); // twice the gain to be expected
    const degenerate = theta[1]! < 1 / EXTREME || theta[1]! > EXTREME;
    if (decrement < CONVERGED || degenerate) return estimated({ ...curveOf(theta), logLikelihood, degenerate });
    let scale = 1;
    let next = moved(theta, step, scale);
    let gained = binormalLogLikelihood(next, counts);
    while (!(gained > logLikelihood) && scale > SMALLEST_STEP) {
      scale /= 2;
      next = moved(theta, step, scale);
      gained = binormalLogLikelihood(next, counts);
    }
    if (!(gained > logLikelihood)) {
      if (decrement < NEARLY_CONVERGED) return estimated({ ...curveOf(theta), logLikelihood, degenerate });
      break;
    }
    theta = next;
    logLikelihood = gained;
  }
  return notEstimable('the binormal likelihood has no maximum that the search could find');
}

const MOST_ITERATIONS = 2000;
const CONVERGED = 1e-20;
const NEARLY_CONVERGED = 1e-10; // the gain is below what the sum of logarithms resolves
/** A b beyond it, or below its inverse, is on its way to the end; the area no longer changes in eight digits. */
const EXTREME = 1e9;
const SMALLEST_STEP = 2 ** -40;

/** Parameters as one vector: a, b, then the cutoffs. */
export type BinormalParameters = Float64Array;

/** Minus infinity where b is not positive or the cutoffs do not rise. */
export function binormalLogLikelihood(theta: BinormalParameters, { negatives, positives }: CategoryCounts): number {
  const [a, b] = [theta[0]!, theta[1]!];
  if (!(b > 0)) return -Infinity;
  let sum = 0;
  for (let k = 0; k < negatives.length; k++) {
    const low = k === 0 ? -Infinity : theta[k + 1]!;
    const high = k === negatives.length - 1 ? Infinity : theta[k + 2]!;
    if (!(high > low)) return -Infinity;
    if (negatives[k]! > 0) sum += negatives[k]! * Math.log(normalBetween(low, high));
    if (positives[k]! > 0) sum += positives[k]! * Math.log(normalBetween(b * low - a, b * high - a));
  }
  return sum;
}

/** Phi(high) - Phi(low), from the tail that loses no digits. */
export function normalBetween(low: number, high: number): number {
  return low > 0 ? normalCdf(-low) - normalCdf(-high) : normalCdf(high) - normalCdf(low);
}

function moved(theta: BinormalParameters, step: Float64Array, scale: number): BinormalParameters {
  return theta.map((value, i) => value + scale * step[i]!);
}

function curveOf(theta: BinormalParameters): Pick<BinormalCurve, 'a' | 'b' | 'cutoffs'> {
  return { a: theta[0]!, b: theta[1]!, cutoffs: theta.slice(2) };
}

/** A line through the operating points in probits, and cutoffs between what each class says of them. */
function start({ negatives, positives }: CategoryCounts): BinormalParameters {
  const probits = (counts: Float64Array): number[] => {
    const total = counts.reduce((sum, value) => sum + value, 0);
    let below = 0;
    return Array.from(counts.subarray(0, -1), (value) => normalQuantile(((below += value) + 0.5) / (total + 1)));
  };
  const [x, y] = [probits(negatives), probits(positives)]; // probits of 1 - FPR and of 1 - TPR
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const sxx = x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
  const sxy = x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
  const b = Math.min(Math.max(sxx > 0 ? sxy / sxx : 1, 0.1), 10);
  const a = b * mx - my;
  return Float64Array.from([a, b, ...x.map((value, k) => (value + (y[k]! + a) / b) / 2)]);
}

/** Density, zero at the ends. */
export function densityAt(z: number): number {
  return Number.isFinite(z) ? normalPdf(z) : 0;
}
