import { isEstimated, type Estimable } from '../data/estimable.js';
import type { MrmcData } from '../data/reader-study.js';
import { binormalArea, categoryCounts, fitBinormal } from './binormal-fit.js';
import type { Figure } from './figure.js';
import { ratingFigure, valueEstimated } from './rating-figure.js';
import { rocCurve } from './roc-curve.js';

/**
 * Area under the binormal ROC curve of maximum likelihood, for ordinal and for continuous ratings.
 *
 * Where no operating point is off the axes, the likelihood grows without end towards an area of 1 (or 0), which is then
 * the estimate; with no point between the corners it is 1/2; and where the curve that fits best has straight pieces
 * (`degenerate`), it is the area below that. So does MRMCaov.
 */
export const binormalAuc: Figure<MrmcData> = ratingFigure({
  name: 'binormal-auc',
  source: 'Dorfman and Alf, J Math Psychol 1969; Metz, Herman and Shen, Stat Med 1998 (continuous ratings)',
  dependsOn: 'both',
  range: [0, 1],
  value(negatives, positives) {
    const limit = areaWithoutInteriorPoint(negatives, positives);
    return limit === undefined ? fittedArea(negatives, positives) : valueEstimated(limit);
  },
});

function fittedArea(negatives: Float64Array, positives: Float64Array): Estimable<{ value: number }> {
  const curve = fitBinormal(categoryCounts(negatives, positives));
  return isEstimated(curve) ? valueEstimated(binormalArea(curve)) : curve;
}

function areaWithoutInteriorPoint(negatives: Float64Array, positives: Float64Array): number | undefined {
  const { falsePositiveRate: x, truePositiveRate: y } = rocCurve(negatives, positives);
  if (x.length <= 2) return 0.5;
  if (x.every((rate, i) => rate === 0 || y[i] === 1)) return 1;
  if (x.every((rate, i) => rate === 1 || y[i] === 0)) return 0;
  return undefined;
}
