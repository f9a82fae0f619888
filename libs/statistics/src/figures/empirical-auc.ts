import type { MrmcData } from '../data/reader-study.js';
import type { Figure } from './figure.js';
import { mean } from './ranking.js';
import { byClass, cellRatings, classRatings, ratingFigure, valueEstimated } from './rating-figure.js';
import { mannWhitneyArea, placementValues } from './roc-area.js';

/** Empirical area under the ROC curve; ties count one half. */
export const empiricalAuc: Figure<MrmcData> = {
  ...ratingFigure({
    name: 'auc',
    source: 'Mann-Whitney statistic: Bamber, J Math Psychol 1975; DeLong et al., Biometrics 1988',
    dependsOn: 'both',
    range: [0, 1],
    value: (negatives, positives) => valueEstimated(mannWhitneyArea(negatives, positives)),
  }),

  placements(study, cell, cases) {
    const { negatives, positives } = classRatings(study, cell, cases);
    const values = placementValues(negatives, positives);
    let n = 0;
    let p = 0;
    return Float64Array.from(cases, (c) =>
      study.cases[c]?.positive === true ? (values.positives[p++] as number) : (values.negatives[n++] as number),
    );
  },

  /** The area is a mean over each class, so that a case is left out by arithmetic: (m A - V) / (m - 1). */
  leaveOneOut(study, cell, cases) {
    const placements = this.placements?.(study, cell, cases) as Float64Array;
    const { negatives, positives } = byClass(study, cases);
    const area = mean(placements.filter((_, i) => study.cases[cases[i] as number]?.positive === true));
    return placements.map((placement, i) => {
      const size = study.cases[cases[i] as number]?.positive === true ? positives.length : negatives.length;
      return size === 1 ? Number.NaN : (size * area - placement) / (size - 1);
    });
  },

  scores: cellRatings,
};
