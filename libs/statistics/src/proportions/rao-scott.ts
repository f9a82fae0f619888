import { chiSquaredSurvival, fSurvival } from '../distributions/index.js';
import { estimated, notEstimable, type Estimable } from '../data/estimable.js';
import { at, fromRows, multiply, solve, transpose, zeros, type Matrix } from '../linear-algebra/index.js';
import { countByCluster, type BinaryRead, type ClusterBy, type ClusterCounts } from './binary-read.js';

export interface RaoScottTest {
  readonly conditions: string[];
  /** Second-order correction, to be compared with F. */
  readonly statistic: number;
  readonly df: [number, number];
  readonly p: number;
  /** First-order correction: Pearson's statistic and its p value after division by the mean design effect. */
  readonly pearson: { readonly statistic: number; readonly p: number };
  /** Mean generalised design effect: one where clustering does not matter. */
  readonly designEffect: number;
  readonly clusters: number;
  readonly inference: string;
  readonly method: string;
  readonly source: string;
  readonly warnings: string[];
}

/**
 * Rao and Scott's test that the proportions of two or more conditions are equal, with answers correlated in clusters:
 * Pearson's chi-squared over the trace of the generalised design effects (Rao & Scott 1984; Thomas & Rao 1987).
 *
 * @returns not estimable with fewer than two clusters, an empty condition, or answers all right or all wrong
 */
export function raoScottTest(
  reads: readonly BinaryRead[],
  conditions: readonly string[],
  { by = 'case' }: { by?: ClusterBy } = {},
): Estimable<RaoScottTest> {
  const clusters = countByCluster(reads, conditions, by);
  const cells = conditions.flatMap((_, c) =>
    [0, 1].map((outcome) => sum(clusters.map((k) => cellCount(k, c, outcome)))),
  );
  const n = sum(cells);
  const empty = conditions.findIndex((_, c) => cells[2 * c]! + cells[2 * c + 1]! === 0);
  if (empty >= 0) return notEstimable(`no answer in condition ${conditions[empty]}`);
  if (conditions.length < 2) return notEstimable('one condition alone');
  if (clusters.length < 2) return notEstimable(`one ${by} alone: no variation between clusters`);
  const rights = sum(conditions.map((_, c) => cells[2 * c + 1]!));
  if (rights === 0 || rights === n) return notEstimable(`every answer is ${rights === 0 ? 'wrong' : 'right'}`);

  const effects = designEffects(clusters, cells, n);
  if (effects === undefined) return notEstimable('a condition has answers all right or all wrong');
  const trace = sum(effects.map((row, i) => row[i]!));
  const traceOfSquare = sum(effects.flatMap((row, i) => row.map((value, j) => value * effects[j]![i]!)));
  if (!(trace > 1e-12)) return notEstimable('the proportions do not vary between clusters');
  const pearson = pearsonStatistic(cells, n);
  const df1 = trace ** 2 / traceOfSquare;
  const df: [number, number] = [df1, df1 * (clusters.length - 1)];
  const mean = trace / (conditions.length - 1);
  return estimated<RaoScottTest>({
    conditions: [...conditions],
    statistic: pearson / trace,
    df,
    p: fSurvival(pearson / trace, ...df),
    pearson: { statistic: pearson, p: chiSquaredSurvival(pearson / mean, conditions.length - 1) },
    designEffect: mean,
    clusters: clusters.length,
    inference: by === 'case' ? 'fixed readers, random cases' : 'random readers, fixed cases',
    method: 'Rao-Scott',
    source: 'Rao & Scott 1984, Ann Stat 12:46; Thomas & Rao 1987, J Am Stat Assoc 82:630',
    warnings: [],
  });
}

/**
 * (C' D^-1 C / n)^-1 C' D^-1 V D^-1 C, with the cell proportions D, their cluster covariance V and the interaction
 * contrasts C; undefined where a cell is empty and so has no proportion to divide by.
 */
function designEffects(
  clusters: readonly ClusterCounts[],
  cells: readonly number[],
  n: number,
): number[][] | undefined {
  if (cells.some((count) => count === 0)) return undefined;
  const conditions = cells.length / 2;
  const contrasts = fromRows(
    Array.from({ length: cells.length }, (_, cell) => {
      const sign = cell % 2 === 0 ? 1 : -1;
      const condition = Math.floor(cell / 2);
      return Array.from({ length: conditions - 1 }, (_, j) =>
        condition === j ? sign : condition === conditions - 1 ? -sign : 0,
      );
    }),
  );
  const scaled: Matrix = {
    ...contrasts,
    data: contrasts.data.map((value, i) => (value * n) / cells[Math.floor(i / (conditions - 1))]!),
  };
  const underSampling = multiply(transpose(contrasts), scaled);
  const observed = multiply(multiply(transpose(scaled), cellCovariance(clusters, cells, n)), scaled);
  const effects = solve({ ...underSampling, data: underSampling.data.map((value) => value / n) }, observed);
  return (
    effects &&
    Array.from({ length: effects.rows }, (_, i) => Array.from({ length: effects.columns }, (_, j) => at(effects, i, j)))
  );
}

/** Covariance of the cell proportions between clusters (linearised, K / (K - 1)). */
function cellCovariance(clusters: readonly ClusterCounts[], cells: readonly number[], n: number): Matrix {
  const result = zeros(cells.length, cells.length);
  const factor = clusters.length / (clusters.length - 1);
  for (const cluster of clusters) {
    const size = sum(cluster.trials);
    const residual = cells.map((count, i) => (cellCount(cluster, Math.floor(i / 2), i % 2) - (size * count) / n) / n);
    residual.forEach((x, i) => residual.forEach((y, j) => (result.data[i * cells.length + j]! += factor * x * y)));
  }
  return result;
}

function pearsonStatistic(cells: readonly number[], n: number): number {
  const byOutcome = [0, 1].map((outcome) => sum(cells.filter((_, i) => i % 2 === outcome)));
  return sum(
    cells.map((count, i) => {
      const pair = i - (i % 2);
      const expected = ((cells[pair]! + cells[pair + 1]!) * byOutcome[i % 2]!) / n;
      return (count - expected) ** 2 / expected;
    }),
  );
}

function cellCount(cluster: ClusterCounts, condition: number, outcome: number): number {
  const right = cluster.successes[condition]!;
  return outcome === 1 ? right : cluster.trials[condition]! - right;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
