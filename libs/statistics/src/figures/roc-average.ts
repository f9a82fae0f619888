import type { RocCurve } from './roc-curve.js';

/**
 * Along which lines curves are averaged: `vertical` the true positive rates at each false positive rate, `horizontal`
 * the other way round, `diagonal` along lines of equal sum of both (Chen and Samuelson, Br J Radiol 2014).
 */
export type AveragingDirection = 'diagonal' | 'vertical' | 'horizontal';

/** How far iMRMC moves the two ends of a step apart, so that both are kept. */
const STEP = 9 * Number.EPSILON;

/**
 * Readers' average ROC curve, at every abscissa at which one of the curves has a point, as iMRMC draws it (Chen and Samuelson,
 * Br J Radiol 2014; 87:20140016).
 *
 * @param curves at least one
 */
export function averageCurve(curves: readonly RocCurve[], direction: AveragingDirection): RocCurve {
  const rotated = curves.map((curve) => rotate(curve, direction));
  const at = Float64Array.from(new Set(rotated.flatMap(({ u }) => [...u]))).sort();
  const mean = new Float64Array(at.length);
  for (const curve of rotated) {
    const heights = interpolate(curve, at);
    for (let i = 0; i < at.length; i++) mean[i]! += heights[i]! / curves.length;
  }
  if (direction === 'diagonal')
    return { falsePositiveRate: at.map((u, i) => u - mean[i]!), truePositiveRate: at.map((u, i) => u + mean[i]!) };
  const [u, v] = [at, mean].map((values) => Float64Array.from([0, ...values, 1])) as [Float64Array, Float64Array];
  return direction === 'vertical'
    ? { falsePositiveRate: u, truePositiveRate: v }
    : { falsePositiveRate: v, truePositiveRate: u };
}

/** A curve as height v over abscissa u, which rises. */
interface Rotated {
  readonly u: readonly number[];
  readonly v: readonly number[];
}

function rotate({ falsePositiveRate: fpr, truePositiveRate: tpr }: RocCurve, direction: AveragingDirection): Rotated {
  if (direction === 'diagonal')
    return {
      u: Array.from(fpr, (x, i) => (x + tpr[i]!) / 2),
      v: Array.from(fpr, (x, i) => (tpr[i]! - x) / 2),
    };
  return direction === 'vertical' ? withoutSteps(fpr, tpr) : withoutSteps(tpr, fpr);
}

/** Of the points on one abscissa the lowest and the highest are kept, a rounding error apart. */
function withoutSteps(u: Float64Array, v: Float64Array): Rotated {
  const result: { u: number[]; v: number[] } = { u: [], v: [] };
  for (let first = 0, last = 0; first < u.length; first = last + 1) {
    last = first;
    while (u[last + 1] === u[first]) last++;
    if (last > first) {
      result.u.push(u[first]! > 0 ? u[first]! - STEP : u[first]!);
      result.v.push(v[first]!);
    }
    result.u.push(last > first && u[last]! < 1 ? u[last]! + STEP : u[last]!);
    result.v.push(v[last]!);
  }
  return result;
}

/** Heights at rising abscissae; where an abscissa repeats, the mean of its heights. */
function interpolate({ u, v }: Rotated, at: Float64Array): Float64Array {
  let k = 0;
  return at.map((x) => {
    while (k + 1 < u.length && u[k + 1]! < x) k++;
    const first = u[k] === x ? k : k + 1;
    let count = 0;
    let sum = 0;
    while (u[first + count] === x) sum += v[first + count++]!;
    if (count > 0) return sum / count;
    return v[k]! + ((x - u[k]!) / (u[k + 1]! - u[k]!)) * (v[k + 1]! - v[k]!);
  });
}
