import { estimated, notEstimable, type Estimable } from '../data/index.js';
import { normalQuantile, tQuantile } from '../distributions/index.js';

/** One value of one reader on one case; readers and patients (cases) both bring values that belong together. */
export interface ClusteredValue {
  readonly reader: string;
  /** The patient, or the case where a patient has but one. */
  readonly cluster: string;
  readonly value: number;
}

export interface ClusteredMean {
  readonly estimate: number;
  readonly se: number;
  readonly df: number;
  readonly ci: readonly [number, number];
  readonly n: number;
  readonly readers: number;
  readonly clusters: number;
}

/**
 * Mean with a standard error that is robust to clusters in both directions, readers and patients: the variance by
 * readers plus that by patients less that by both (Cameron, Gelbach and Miller, J Bus Econ Stat 2011; 29:238), each with
 * G / (G - 1); where this is below either, the larger of the two. Student's t on the smaller number of clusters less one.
 */
export function clusteredMean(values: readonly ClusteredValue[], alpha = 0.05): Estimable<ClusteredMean> {
  if (values.length === 0) return notEstimable('no such read');
  const estimate = values.reduce((sum, { value }) => sum + value, 0) / values.length;
  const byReader = sumsBy(values, estimate, ({ reader }) => reader);
  const byCluster = sumsBy(values, estimate, ({ cluster }) => cluster);
  const byBoth = sumsBy(values, estimate, ({ reader, cluster }) => JSON.stringify([reader, cluster]));
  if (byReader.length < 2) return notEstimable('one reader alone: no variation between readers');
  if (byCluster.length < 2) return notEstimable('one case alone: no variation between cases');
  const [reader, cluster, both] = [byReader, byCluster, byBoth].map((sums) => varianceOf(sums, values.length)) as [
    number,
    number,
    number,
  ];
  const se = Math.sqrt(Math.max(reader + cluster - both, reader, cluster));
  const df = Math.min(byReader.length, byCluster.length) - 1;
  const reach = se * tQuantile(1 - alpha / 2, df);
  return estimated({
    estimate,
    se,
    df,
    ci: [estimate - reach, estimate + reach] as const,
    n: values.length,
    readers: byReader.length,
    clusters: byCluster.length,
  });
}

export interface ClusteredProportion {
  readonly estimate: number;
  readonly successes: number;
  readonly trials: number;
  /** Number of independent reads that would be as uncertain. */
  readonly effectiveTrials: number;
  readonly ci: readonly [number, number];
  readonly readers: number;
  readonly clusters: number;
}

/**
 * Share of reads, with Wilson's interval at the effective number of reads p (1 - p) / variance, reduced by (z / t)^2 for
 * few clusters (Korn and Graubard, Surv Methodol 1998; 24:193; Franco et al., J Surv Stat Methodol 2019). Where
 * all or none are successes, each patient counts as one read.
 */
export function clusteredProportion(
  reads: readonly { readonly reader: string; readonly cluster: string; readonly success: boolean }[],
  alpha = 0.05,
): Estimable<ClusteredProportion> {
  const values = reads.map(({ reader, cluster, success }) => ({ reader, cluster, value: success ? 1 : 0 }));
  const mean = clusteredMean(values, alpha);
  if (mean.status === 'not-estimable') return mean;
  const { estimate: p, se, df, n, readers, clusters } = mean;
  const design = se > 0 ? Math.min(n, (p * (1 - p)) / (se * se)) : clusters;
  const effectiveTrials = design * (normalQuantile(1 - alpha / 2) / tQuantile(1 - alpha / 2, df)) ** 2;
  const successes = values.reduce((sum, { value }) => sum + value, 0);
  return estimated({
    estimate: p,
    successes,
    trials: n,
    effectiveTrials,
    ci: wilson(p, effectiveTrials, alpha),
    readers,
    clusters,
  });
}

/** Wilson's interval for a number of trials that need not be whole. */
function wilson(p: number, n: number, alpha: number): readonly [number, number] {
  const square = normalQuantile(1 - alpha / 2) ** 2 / n;
  const centre = (p + square / 2) / (1 + square);
  const half = Math.sqrt(p * (1 - p) * square + (square * square) / 4) / (1 + square);
  return [p === 0 ? 0 : Math.max(0, centre - half), p === 1 ? 1 : Math.min(1, centre + half)];
}

/** Deviations from the mean, summed within each cluster. */
function sumsBy(values: readonly ClusteredValue[], mean: number, key: (value: ClusteredValue) => string): number[] {
  const sums = new Map<string, number>();
  for (const value of values) sums.set(key(value), (sums.get(key(value)) ?? 0) + value.value - mean);
  return [...sums.values()];
}

function varianceOf(sums: readonly number[], n: number): number {
  const groups = sums.length;
  return ((groups / (groups - 1)) * sums.reduce((total, sum) => total + sum * sum, 0)) / (n * n);
}
