import { normalQuantile, normalTwoSidedP } from '../distributions/index.js';
import { estimated, notEstimable, type Estimable } from '../data/estimable.js';
import { countByCluster, type BinaryRead, type ClusterBy, type ClusterCounts } from './binary-read.js';

export interface ClusteredDifference {
  readonly a: string;
  readonly b: string;
  readonly proportions: [number, number];
  /** Variances of both proportions, and their covariance. */
  readonly variances: [number, number];
  readonly covariance: number;
  /** Proportion in a minus proportion in b. */
  readonly estimate: number;
  readonly se: number;
  readonly statistic: number;
  readonly p: number;
  readonly ci: [number, number];
  /** The test with the variance under the hypothesis of equal proportions. */
  readonly pooled: { readonly statistic: number; readonly p: number };
  readonly clusters: number;
  readonly inference: string;
  readonly method: string;
  readonly source: string;
  readonly warnings: string[];
}

const FEW_CLUSTERS = 20;

/**
 * Difference of two proportions of clustered, paired answers. Each proportion is a ratio of cluster totals; variances and
 * covariance come from the clusters' residuals, x_i - n_i p, times K / (K - 1) (Obuchowski 1998, eq. 2 to 5).
 *
 * @param by clusters are cases (or patients), which holds for these readers only, or readers
 * @returns not estimable with fewer than two clusters, an empty condition, or no variation at all
 */
export function clusteredDifference(
  reads: readonly BinaryRead[],
  a: string,
  b: string,
  { by = 'case', alpha = 0.05 }: { by?: ClusterBy; alpha?: number } = {},
): Estimable<ClusteredDifference> {
  const clusters = countByCluster(reads, [a, b], by);
  const trials = [0, 1].map((c) => total(clusters, (k) => k.trials[c]!)) as [number, number];
  const successes = [0, 1].map((c) => total(clusters, (k) => k.successes[c]!)) as [number, number];
  if (trials[0] === 0 || trials[1] === 0) return notEstimable(`no answer in condition ${trials[0] === 0 ? a : b}`);
  if (clusters.length < 2) return notEstimable(`one ${by} alone: no variation between clusters`);

  const proportions: [number, number] = [successes[0] / trials[0], successes[1] / trials[1]];
  const [v0, v1, cov] = ratioCovariance(clusters, proportions, trials);
  const variance = v0 + v1 - 2 * cov;
  if (!(variance > 1e-15)) return notEstimable('the difference does not vary between clusters');
  const estimate = proportions[0] - proportions[1];
  const se = Math.sqrt(variance);
  const half = normalQuantile(1 - alpha / 2) * se;
  return estimated<ClusteredDifference>({
    a,
    b,
    proportions,
    variances: [v0, v1],
    covariance: cov,
    estimate,
    se,
    statistic: estimate / se,
    p: normalTwoSidedP(estimate / se),
    ci: [estimate - half, estimate + half],
    pooled: pooledTest(clusters, estimate, (successes[0] + successes[1]) / (trials[0] + trials[1]), trials),
    clusters: clusters.length,
    inference: by === 'case' ? 'fixed readers, random cases' : 'random readers, fixed cases',
    method: 'Obuchowski clustered',
    source: 'Obuchowski 1998, Stat Med 17:1495',
    warnings:
      clusters.length < FEW_CLUSTERS ? [`Only ${clusters.length} clusters: the normal approximation is doubtful`] : [],
  });
}

function pooledTest(
  clusters: readonly ClusterCounts[],
  estimate: number,
  pooled: number,
  trials: [number, number],
): { statistic: number; p: number } {
  const [v0, v1, cov] = ratioCovariance(clusters, [pooled, pooled], trials);
  const statistic = estimate / Math.sqrt(v0 + v1 - 2 * cov);
  return { statistic, p: normalTwoSidedP(statistic) };
}

function ratioCovariance(
  clusters: readonly ClusterCounts[],
  proportions: readonly [number, number],
  trials: readonly [number, number],
): [number, number, number] {
  const residual = (k: ClusterCounts, c: 0 | 1): number =>
    (k.successes[c]! - k.trials[c]! * proportions[c]) / trials[c];
  const factor = clusters.length / (clusters.length - 1);
  return [
    factor * total(clusters, (k) => residual(k, 0) ** 2),
    factor * total(clusters, (k) => residual(k, 1) ** 2),
    factor * total(clusters, (k) => residual(k, 0) * residual(k, 1)),
  ];
}

function total(clusters: readonly ClusterCounts[], value: (cluster: ClusterCounts) => number): number {
  return clusters.reduce((sum, cluster) => sum + value(cluster), 0);
}
