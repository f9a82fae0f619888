/** Far below or far above the other reads of the study. */
export type UnusualTime = 'fast' | 'slow';

/** Below this number of reads nothing is called unusual: the middle of a few is chance. */
export const fewestReadsToCompare = 20;
/** Largest absolute modified z-score that is not unusual. Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993), section 3.3. */
const largestUsual = 3.5;
/** Makes the median absolute deviation of a normal distribution its standard deviation (the same source). */
const normalQuartile = 0.6745;

/**
 * Which active times stand far apart from the others, by the modified z-score of their logarithms: interpretation times are skewed to the right.
 *
 * @param seconds active times, all positive, in any order
 * @returns one entry a time, in the same order; null where the time is usual, and everywhere where there are too few or half of them are equal
 */
export function unusualTimes(seconds: readonly number[]): (UnusualTime | null)[] {
  if (seconds.length < fewestReadsToCompare) return seconds.map(() => null);
  const logs = seconds.map(Math.log);
  const middle = median(logs);
  const spread = median(logs.map((value) => Math.abs(value - middle)));
  if (spread === 0) return seconds.map(() => null);
  return logs.map((value) => {
    const score = (normalQuartile * (value - middle)) / spread;
    if (Math.abs(score) <= largestUsual) return null;
    return score < 0 ? 'fast' : 'slow';
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)]!;
  return Number.isInteger(half) ? (sorted[half - 1]! + upper) / 2 : upper;
}
