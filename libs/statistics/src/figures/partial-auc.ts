import type { MrmcData } from '../data/reader-study.js';
import { InvalidFigure } from './errors.js';
import type { Figure } from './figure.js';
import { ratingFigure, valueEstimated } from './rating-figure.js';
import { interpolateHighest, rocCurve, type RocCurve } from './roc-curve.js';

export interface PartialAreaOptions {
  /** The range's axis: specificity gives the area below the curve, sensitivity that to its right. */
  readonly over: 'specificity' | 'sensitivity';
  readonly from: number;
  readonly to: number;
  /** Divide by the width of the range, so that the best is 1. */
  readonly normalized?: boolean;
}

/**
 * Part of the area under the empirical ROC curve, by trapezia; the range's ends lie on straight lines between the
 * highest points (McClish, Med Decis Making 1989; Jiang et al., Radiology 1996; bounds as MRMCaov sets them).
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
 * Sensitivity where specificity is given, on straight lines between the highest points of the empirical curve.
 *
 * @throws InvalidFigure unless specificity is in [0, 1]
 */
export function sensitivityAtSpecificity(specificity: number): Figure<MrmcData> {
  if (!(specificity >= 0 && specificity <= 1)) throw new InvalidFigure(`no specificity: ${specificity}`);
  return ratingFigure({
    name: `sensitivity(specificity=${specificity})`,
    source: 'Empirical ROC curve, linear interpolation between its highest points',
    dependsOn: 'both',
    range: [0, 1],
    value(negatives, positives) {
      const { falsePositiveRate, truePositiveRate } = rocCurve(negatives, positives);
      return valueEstimated(interpolateHighest(falsePositiveRate, truePositiveRate, 1 - specificity));
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
  let lastY = interpolateHighest(x, y, from);
  const advance = (nextX: number, nextY: number): void => {
    area += ((nextX - lastX) * (nextY + lastY)) / 2;
    lastX = nextX;
    lastY = nextY;
  };
  for (let i = 0; i < x.length; i++)
    if ((x[i] as number) > from && (x[i] as number) < to) advance(x[i] as number, y[i] as number);
  advance(to, interpolateHighest(x, y, to));
  return area;
}
