import { notEstimable } from '../data/estimable.js';
import type { MrmcData } from '../data/reader-study.js';
import { InvalidFigure } from './errors.js';
import type { Figure } from './figure.js';
import { ratingFigure, valueEstimated } from './rating-figure.js';

/**
 * Predictive values at a prevalence that is given, since that of a reader study is designed: pi Se / (pi Se + (1 - pi)(1 - Sp))
 * (Bayes' theorem; Zhou, Obuchowski and McClish 2011).
 *
 * @param threshold a case rated at or above it is called positive
 * @param prevalence strictly between 0 and 1
 * @throws InvalidFigure for any other prevalence
 */
export function positivePredictiveValue(threshold: number, prevalence: number): Figure<MrmcData> {
  return predictiveValue('ppv', threshold, prevalence, (sensitivity, specificity) => [
    prevalence * sensitivity,
    (1 - prevalence) * (1 - specificity),
  ]);
}

/** @see positivePredictiveValue */
export function negativePredictiveValue(threshold: number, prevalence: number): Figure<MrmcData> {
  return predictiveValue('npv', threshold, prevalence, (sensitivity, specificity) => [
    (1 - prevalence) * specificity,
    prevalence * (1 - sensitivity),
  ]);
}

function predictiveValue(
  name: string,
  threshold: number,
  prevalence: number,
  rightAndWrong: (sensitivity: number, specificity: number) => [number, number],
): Figure<MrmcData> {
  if (!(prevalence > 0 && prevalence < 1)) throw new InvalidFigure(`prevalence ${prevalence} is not between 0 and 1`);
  return ratingFigure({
    name: `${name}(rating>=${threshold},prevalence=${prevalence})`,
    source: "Bayes' theorem at a given prevalence",
    dependsOn: 'both',
    range: [0, 1],
    value(negatives, positives) {
      const [right, wrong] = rightAndWrong(
        shareOf(positives, (rating) => rating >= threshold),
        shareOf(negatives, (rating) => rating < threshold),
      );
      if (right + wrong === 0) return notEstimable(`no case was called ${name === 'ppv' ? 'positive' : 'negative'}`);
      return valueEstimated(right / (right + wrong));
    },
  });
}

function shareOf(ratings: Float64Array, isSo: (rating: number) => boolean): number {
  let count = 0;
  for (const rating of ratings) if (isSo(rating)) count++;
  return count / ratings.length;
}
