import { dot, zeros, type Matrix } from '../linear-algebra/index.js';
import type { Link } from './links.js';

/** Answers grouped: rows `members[start[k]] ... members[start[k + 1] - 1]` of the design form cluster k. */
export interface ClusteredAnswers {
  readonly outcome: ArrayLike<number>;
  readonly design: Matrix;
  readonly members: Int32Array;
  readonly start: Int32Array;
}

/** Estimating equations at one point: cluster k has score `scores[k]` and information `informations[k]`. */
export interface GeeScore {
  readonly score: Float64Array;
  readonly information: Matrix;
  readonly clusterScores: Float64Array[];
  readonly clusterInformations: Matrix[];
  /** Moment estimate of the exchangeable correlation from Pearson residuals, scale one; 0 where no cluster has a pair. */
  readonly correlation: number;
}

/**
 * Liang and Zeger's estimating equations of a binary outcome: D' V^-1 (y - mu) with V = A^1/2 R A^1/2 and exchangeable
 * R, whose inverse is (I - rho J) / (1 - alpha), rho = alpha / (1 + (n - 1) alpha): linear in cluster size.
 *
 * @returns undefined where a fitted probability is not inside (0, 1)
 */
export function geeScore(data: ClusteredAnswers, link: Link, beta: Float64Array, alpha: number): GeeScore | undefined {
  const p = beta.length;
  const clusters = data.start.length - 1;
  const result = { score: new Float64Array(p), information: zeros(p, p), clusterScores: [] as Float64Array[], clusterInformations: [] as Matrix[] }; // prettier-ignore
  let products = 0;
  let pairs = 0;
  for (let k = 0; k < clusters; k++) {
    const sums = clusterSums(data, link, beta, data.start[k]!, data.start[k + 1]!);
    if (sums === undefined) return undefined;
    const size = data.start[k + 1]! - data.start[k]!;
    const rho = alpha / (1 + (size - 1) * alpha);
    const score = sums.cross.map((value, i) => (value - rho * sums.slopes[i]! * sums.residual) / (1 - alpha));
    const information = zeros(p, p);
    for (let i = 0; i < p; i++) {
      for (let j = 0; j < p; j++) {
        const centred = sums.squares[i * p + j]! - rho * sums.slopes[i]! * sums.slopes[j]!;
        information.data[i * p + j] = centred / (1 - alpha);
        result.information.data[i * p + j]! += information.data[i * p + j]!;
      }
      result.score[i]! += score[i]!;
    }
    result.clusterScores.push(score);
    result.clusterInformations.push(information);
    products += (sums.residual ** 2 - sums.residualSquares) / 2;
    pairs += (size * (size - 1)) / 2;
  }
  return { ...result, correlation: pairs === 0 ? 0 : products / pairs };
}

interface ClusterSums {
  readonly slopes: Float64Array;
  readonly squares: Float64Array;
  readonly cross: Float64Array;
  readonly residual: number;
  readonly residualSquares: number;
}

/** Sums over a cluster of standardised residuals e and derivative rows d: of d, d d', d e, e and e squared. */
function clusterSums(
  data: ClusteredAnswers,
  link: Link,
  beta: Float64Array,
  from: number,
  to: number,
): ClusterSums | undefined {
  const p = beta.length;
  const slopes = new Float64Array(p);
  const squares = new Float64Array(p * p);
  const cross = new Float64Array(p);
  let residual = 0;
  let residualSquares = 0;
  for (let m = from; m < to; m++) {
    const member = data.members[m]!;
    const row = data.design.data.subarray(member * p, member * p + p);
    const linear = dot(row, beta);
    const mu = link.toProbability(linear);
    if (!(mu > 1e-12 && mu < 1 - 1e-12)) return undefined;
    const sd = Math.sqrt(mu * (1 - mu));
    const slope = link.derivative(linear, mu) / sd;
    const e = (data.outcome[member]! - mu) / sd;
    residual += e;
    residualSquares += e * e;
    for (let i = 0; i < p; i++) {
      const d = slope * row[i]!;
      slopes[i]! += d;
      cross[i]! += d * e;
      for (let j = 0; j < p; j++) squares[i * p + j]! += d * slope * row[j]!;
    }
  }
  return { slopes, squares, cross, residual, residualSquares };
}
