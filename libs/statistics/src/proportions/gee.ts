import { normalQuantile, normalTwoSidedP, tQuantile, tTwoSidedP } from '../distributions/index.js';
import { estimated, notEstimable, type Estimable } from '../data/estimable.js';
import { at, cholesky, choleskyInverse, choleskySolve, combine, crossProduct, multiplyVector, ShapeMismatch, solve, toRows, transpose, zeros, type Matrix } from '../linear-algebra/index.js'; // prettier-ignore
import { largest } from '../optimisation/index.js';
import { geeScore, type ClusteredAnswers, type GeeScore } from './gee-score.js';
import { LINKS, type Link, type LinkName } from './links.js';

export interface GeeModel {
  /** Zeros and ones. */
  readonly outcome: ArrayLike<number>;
  /** One row an answer, one column a term; an intercept is a column of ones. */
  readonly design: Matrix;
  readonly terms: readonly string[];
  /** Cluster of each answer. */
  readonly cluster: readonly (string | number)[];
  readonly link: LinkName;
  readonly correlation: 'independence' | 'exchangeable';
  /** Correction of the robust covariance for few clusters; `auto`: below 40 clusters. */
  readonly correction?: 'auto' | 'none' | 'mancl-derouen';
  readonly alpha?: number;
}

export interface Coefficient {
  readonly term: string;
  readonly estimate: number;
  readonly se: number;
  readonly statistic: number;
  /** null: compared with the normal distribution. */
  readonly df: number | null;
  readonly p: number;
  readonly ci: [number, number];
}

export interface GeeFit {
  readonly coefficients: Coefficient[];
  readonly robustCovariance: number[][];
  readonly naiveCovariance: number[][];
  /** Working correlation of two answers in a cluster; 0 under independence. */
  readonly correlation: number;
  readonly clusters: number;
  readonly link: LinkName;
  readonly effect: string;
  readonly correction: 'none' | 'mancl-derouen';
  /** Largest absolute component of the score at the estimate. */
  readonly score: number;
  readonly method: string;
  readonly source: string;
  readonly warnings: string[];
}

const FEW_CLUSTERS = 40;
const SCORE_TOLERANCE = 1e-10;
const MAX_ITERATIONS = 100;

/**
 * Generalised estimating equations of a binary outcome with scale one: sum over clusters of D' V^-1 (y - mu) = 0, V =
 * A^1/2 R A^1/2 (Liang and Zeger, Biometrika 1986; 73:13, eq. 6). Standard errors are the robust sandwich B^-1 (sum of
 * g g') B^-1, below 40 clusters with residuals over I - H (Mancl and DeRouen, Biometrics 2001; 57:126) and t on clusters
 * minus terms.
 *
 * @returns not estimable under separation, with collinear terms, with fewer clusters than terms plus one, or where a term, the
 *   intercept too, does not vary between clusters: all readers alike in the reference condition, say
 * @throws ShapeMismatch if outcome, design, terms and cluster do not fit
 */
export function fitGee(model: GeeModel): Estimable<GeeFit> {
  const { design, terms, outcome, cluster } = model;
  if (design.rows !== outcome.length || design.rows !== cluster.length || design.columns !== terms.length) {
    throw new ShapeMismatch(
      `${outcome.length} outcomes, ${cluster.length} clusters, ${terms.length} terms, ${design.rows}x${design.columns} design`,
    );
  }
  const data = groupByCluster(model);
  const clusters = data.start.length - 1;
  if (clusters <= terms.length) return notEstimable(`${clusters} clusters are too few for ${terms.length} terms`);
  const solved = solveEquations(data, LINKS[model.link], model.correlation === 'exchangeable');
  if (typeof solved === 'string') return notEstimable(solved);
  const wanted = model.correction ?? 'auto';
  const corrected = wanted === 'mancl-derouen' || (wanted === 'auto' && clusters < FEW_CLUSTERS);
  const naive = choleskyInverse(cholesky(solved.at.information)!);
  const robust = corrected ? manclDeRouen(solved.at) : sandwich(solved.at, naive);
  if (robust === undefined) return notEstimable('one cluster alone determines a term: no corrected variance');
  if (terms.some((_, j) => !(at(robust, j, j) > 1e-14))) return notEstimable('answers do not vary between clusters');
  return estimated<GeeFit>({
    coefficients: terms.map((term, j) => coefficient(term, solved.beta[j]!, Math.sqrt(at(robust, j, j)), corrected ? clusters - terms.length : null, model.alpha ?? 0.05)), // prettier-ignore
    robustCovariance: toRows(robust),
    naiveCovariance: toRows(naive),
    correlation: solved.correlation,
    clusters,
    link: model.link,
    effect: LINKS[model.link].effect,
    correction: corrected ? 'mancl-derouen' : 'none',
    score: largest(solved.at.score),
    method: `GEE (${model.link}, ${model.correlation}, robust${corrected ? ', Mancl-DeRouen' : ''})`,
    source: `Liang & Zeger 1986, Biometrika 73:13${corrected ? '; Mancl & DeRouen 2001, Biometrics 57:126' : ''}`,
    warnings: solved.warnings,
  });
}

function groupByCluster({ cluster, outcome, design }: GeeModel): ClusteredAnswers {
  const groups = new Map<string | number, number[]>();
  cluster.forEach((key, i) => {
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  });
  const start = new Int32Array(groups.size + 1);
  const members = new Int32Array(outcome.length);
  let k = 0;
  for (const group of groups.values()) {
    members.set(group, start[k]);
    start[k + 1] = start[k]! + group.length;
    k++;
  }
  return { outcome, design, members, start };
}

interface Solved {
  readonly beta: Float64Array;
  readonly correlation: number;
  readonly at: GeeScore;
  readonly warnings: string[];
}

/** Fisher scoring, with the correlation re-estimated at each step; a text says why there is no solution. */
function solveEquations(data: ClusteredAnswers, link: Link, exchangeable: boolean): Solved | string {
  const warnings: string[] = [];
  let beta = startingPoint(data, link);
  let alpha = 0;
  if (beta === undefined) return 'every answer is the same, or the terms are collinear';
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const here = geeScore(data, link, beta, alpha);
    if (here === undefined) return 'fitted probabilities reach 0 or 1 (separation)';
    const next = exchangeable ? clamp(here.correlation, data, warnings) : 0;
    if (largest(here.score) <= SCORE_TOLERANCE && Math.abs(next - alpha) <= 1e-12) {
      return { beta, correlation: alpha, at: here, warnings: [...new Set(warnings)] };
    }
    const factor = cholesky(here.information);
    if (factor === undefined) return 'terms are collinear, or fitted probabilities reach 0 or 1 (separation)';
    const moved = shortened(data, link, beta, choleskySolve(factor, here.score), alpha);
    if (moved === undefined) return 'fitted probabilities reach 0 or 1 (separation)';
    beta = moved;
    alpha = next;
  }
  return 'the estimating equations have no solution within bounds (separation)';
}

/** The flattest point that every link allows: least squares of the overall proportion on the linear scale. */
function startingPoint({ design, outcome }: ClusteredAnswers, link: Link): Float64Array | undefined {
  const mean = Array.from(outcome).reduce((sum, y) => sum + y, 0) / outcome.length;
  if (!(mean > 0 && mean < 1)) return undefined;
  const factor = cholesky(crossProduct(design));
  const level = new Float64Array(design.rows).fill(link.toLinear(mean));
  return factor && choleskySolve(factor, multiplyVector(transpose(design), level));
}

/** The longest step, halved up to 40 times, that keeps all fitted probabilities inside (0, 1). */
function shortened(
  data: ClusteredAnswers,
  link: Link,
  beta: Float64Array,
  step: Float64Array,
  alpha: number,
): Float64Array | undefined {
  for (let length = 1; length > 1e-12; length /= 2) {
    const candidate = beta.map((value, j) => value + length * step[j]!);
    if (geeScore(data, link, candidate, alpha) !== undefined) return candidate;
  }
  return undefined;
}

/** Keeps the working correlation matrix positive definite in the largest cluster. */
function clamp(alpha: number, { start }: ClusteredAnswers, warnings: string[]): number {
  let size = 1;
  for (let k = 1; k < start.length; k++) size = Math.max(size, start[k]! - start[k - 1]!);
  const lowest = size > 1 ? -0.999 / (size - 1) : 0;
  const bounded = Math.min(0.999, Math.max(lowest, alpha));
  if (bounded !== alpha)
    warnings.push(`Working correlation ${alpha.toPrecision(4)} was held at ${bounded.toPrecision(4)}`);
  return bounded;
}

/** B^-1 (sum_k g_k g_k') B^-1. */
function sandwich(here: GeeScore, naive: Matrix): Matrix {
  return outerSum(here.clusterScores.map((score) => multiplyVector(naive, score)));
}

/**
 * Residuals divided by I - H_k make each cluster's contribution B^-1 g_k into (B - A_k)^-1 g_k, A_k being the
 * cluster's information (by the matrix inversion lemma), so that no matrix of cluster size is formed.
 */
function manclDeRouen(here: GeeScore): Matrix | undefined {
  const contributions: Float64Array[] = [];
  for (let k = 0; k < here.clusterScores.length; k++) {
    const others = combine(1, here.information, -1, here.clusterInformations[k]!);
    const solved = solve(others, { rows: others.rows, columns: 1, data: here.clusterScores[k]! });
    if (solved === undefined) return undefined;
    contributions.push(solved.data);
  }
  return outerSum(contributions);
}

function outerSum(vectors: readonly Float64Array[]): Matrix {
  const size = vectors[0]?.length ?? 0;
  const result = zeros(size, size);
  for (const v of vectors) {
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) result.data[i * size + j]! += v[i]! * v[j]!;
  }
  return result;
}

function coefficient(term: string, estimate: number, se: number, df: number | null, alpha: number): Coefficient {
  const statistic = estimate / se;
  const half = se * (df === null ? normalQuantile(1 - alpha / 2) : tQuantile(1 - alpha / 2, df));
  const p = df === null ? normalTwoSidedP(statistic) : tTwoSidedP(statistic, df);
  return { term, estimate, se, statistic, df, p, ci: [estimate - half, estimate + half] };
}
