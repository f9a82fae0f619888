import { median } from '../percentile.js';
import { performance } from 'node:perf_hooks';

/** Wall-clock seconds of a call: the first, with whatever the engine has yet to compile, and the median of those after it. */
export interface Timing {
  readonly first: number;
  readonly median: number;
}

/** @param again calls after the first */
export function time(act: () => void, again: number): Timing {
  const [first, ...later] = Array.from({ length: again + 1 }, () => seconds(act)) as [number, ...number[]];
  return { first, median: median(later.length > 0 ? later : [first]) };
}

export function seconds(act: () => void): number {
  const start = performance.now();
  act();
  return (performance.now() - start) / 1000;
}

/** Least-squares slope of log seconds over log size: 1 is linear, 2 quadratic. */
export function growthExponent(points: readonly { readonly size: number; readonly seconds: number }[]): number {
  const logs = points.map(({ size, seconds: took }) => [Math.log(size), Math.log(took)] as const);
  const mean = (of: 0 | 1): number => logs.reduce((sum, pair) => sum + pair[of], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const products = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return products / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
