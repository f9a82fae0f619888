import type { MrmcData } from '../data/reader-study.js';
import type { CaseClass, Figure } from './figure.js';
import { gather, mean } from './ranking.js';
import { cellRatings, ratingFigure, valueEstimated } from './rating-figure.js';

/**
 * Share of positive cases called positive, that is rated at or above the threshold. For a decision recorded as 0 or 1
 * the threshold is 1. A mean of 1 and 0 over positive cases (Gallas et al., JOSA A 2007, as a one-sample U-statistic).
 */
export function sensitivity(threshold: number): Figure<MrmcData> {
  return shareOfClass(`sensitivity(rating>=${threshold})`, 'positive', (rating) => rating >= threshold);
}

/** Share of negative cases called negative, that is rated below the threshold. @see sensitivity */
export function specificity(threshold: number): Figure<MrmcData> {
  return shareOfClass(`specificity(rating>=${threshold})`, 'negative', (rating) => rating < threshold);
}

/** The kernel is 1 where the call is right: the figure is its mean over one class. */
function shareOfClass(name: string, dependsOn: CaseClass, isRight: (rating: number) => boolean): Figure<MrmcData> {
  const calls = (ratings: Float64Array): Float64Array => ratings.map((rating) => (isRight(rating) ? 1 : 0));
  return {
    ...ratingFigure({
      name,
      source: 'Proportion of correct calls; Gallas et al., JOSA A 2007 as a one-sample U-statistic',
      dependsOn,
      range: [0, 1],
      value: (negatives, positives) => valueEstimated(mean(calls(dependsOn === 'positive' ? positives : negatives))),
    }),
    placements: (study, cell, cases) => calls(gather(cellRatings(study, cell), cases)),
  };
}
