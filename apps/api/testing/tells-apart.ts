import { mannWhitneyArea } from '@lectern/statistics';

/**
 * How well two samples of times tell their worlds apart: distance of the area under the ROC curve from one half, in its standard deviations where both come
 * from one distribution (Mann and Whitney 1947).
 */
export function tellsApart(one: readonly number[], other: readonly number[]): number {
  const [m, n] = [one.length, other.length];
  return (
    Math.abs(mannWhitneyArea(Float64Array.from(one), Float64Array.from(other)) - 0.5) /
    Math.sqrt((m + n + 1) / (12 * m * n))
  );
}
