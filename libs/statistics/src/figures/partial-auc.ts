import type { MrmcData } from '../data/reader-study.js';
import { InvalidFigure } from './errors.js';
import type { Figure } from './figure.js';
import { ratingFigure, valueEstimated } from './rating-figure.js';
import { heightAt, rocCurve, SAME_RATE, type RocCurve } from './roc-curve.js';

export interface PartialAreaOptions {
  /** The range's axis: specificity gives the area below the curve, sensitivity that to its right. */
  readonly over: 'specificity' | 'sensitivity';
  readonly from: number;
  readonly to: number;
  /** Divide by the width of the range, so that the best is 1. */
  readonly normalized?: boolean;
}

/**
 * Part of the area under the empirical ROC curve, by trapezia (McClish, Med Decis Making 1989; Jiang et al., Radiology
 * 1996). It agrees with pROC; MRMCaov joins the highest points, which is more where a step stands at the range's end.
 *
 * @throws InvalidFigure unless 0 <= from < to <= 1
 */
export function partialAuc(options: PartialAreaOptions): Figure<MrmcData> {
  const { over, from, to, normalized = false } = options;
  if (!(from >= 0 && from < to && to <= 1)) throw new InvalidFigure(`no range of ${over}: ${from} to ${to}`);
  const scale = normalized ? 1 / (to - from) : 1;
  return ratingFigure({
    name: `pauc(${over} ${from}-${to}${normalized ? ', normalized' : ''})`,
    source: 'McClish, Med Decis Making 1989 (specificity); Jiang et al., Radiology 1996 (sensitivity)',
    dependsOn: 'both',
    range: [0, scale * (to - from)],
    value: (negatives, positives) => valueEstimated(scale * partialArea(rocCurve(negatives, positives), options)),
  });
}

/**
 * Sensitivity where specificity is given, on the straight lines of the empirical curve; on a step, its upper end.
 *
 * @throws InvalidFigure unless specificity is in [0, 1]
 */
export function sensitivityAtSpecificity(specificity: number): Figure<MrmcData> {
  if (!(specificity >= 0 && specificity <= 1)) throw new InvalidFigure(`no specificity: ${specificity}`);
  return ratingFigure({
    name: `sensitivity(specificity=${specificity})`,
    source: 'Empirical ROC curve, linear interpolation',
    dependsOn: 'both',
    range: [0, 1],
    value(negatives, positives) {
      const { falsePositiveRate, truePositiveRate } = rocCurve(negatives, positives);
      return valueEstimated(heightAt(falsePositiveRate, truePositiveRate, 1 - specificity, 'upper'));
    },
  });
}

/**
 * Specificity where sensitivity is given, on the straight lines of the empirical curve; on a level stretch, its left end.
 *
 * @throws InvalidFigure unless sensitivity is in [0, 1]
 */
export function specificityAtSensitivity(sensitivity: number): Figure<MrmcData> {
  if (!(sensitivity >= 0 && sensitivity <= 1)) throw new InvalidFigure(`no sensitivity: ${sensitivity}`);
  return ratingFigure({
    name: `specificity(sensitivity=${sensitivity})`,
    source: 'Empirical ROC curve, linear interpolation',
    dependsOn: 'both',
    range: [0, 1],
    value(negatives, positives) {
      const { falsePositiveRate, truePositiveRate } = rocCurve(negatives, positives);
      return valueEstimated(1 - heightAt(truePositiveRate, falsePositiveRate, sensitivity, 'lower'));
    },
  });
}

function partialArea(curve: RocCurve, { over, from, to }: PartialAreaOptions): number {
  if (over === 'specificity') return areaBetween(curve.falsePositiveRate, curve.truePositiveRate, 1 - to, 1 - from);
  const width = to - from;
  return width - areaBetween(curve.truePositiveRate, curve.falsePositiveRate, from, to);
}

/** Area below the curve y(x) between two abscissae. */
function areaBetween(x: Float64Array, y: Float64Array, from: number, to: number): number {
  let area = 0;
  let lastX = from;
  let lastY = heightAt(x, y, from, 'upper');
  const advance = (nextX: number, nextY: number): void => {
    area += ((nextX - lastX) * (nextY + lastY)) / 2;
    lastX = nextX;
    lastY = nextY;
  };
  for (let i = 0; i < x.length; i++) if (x[i]! > from + SAME_RATE && x[i]! < to - SAME_RATE) advance(x[i]!, y[i]!);
  advance(to, heightAt(x, y, to, 'lower'));
  return area;
}
