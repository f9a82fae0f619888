/** The smallest value that at least the share `p` of all do not exceed; NaN where there is none. */
export function percentile(values: readonly number[], p: number): number {
  const ascending = values.toSorted((a, b) => a - b);
  return ascending[Math.max(0, Math.ceil(p * ascending.length) - 1)] ?? NaN;
}
