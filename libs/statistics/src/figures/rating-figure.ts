import { estimated, isEstimated, notEstimable, type Estimable, type NotEstimable } from '../data/estimable.js';
import type { MrmcData } from '../data/reader-study.js';
import type { CaseClass, Figure } from './figure.js';
import { gather } from './ranking.js';

/** What a figure of ratings is, of the ratings alone. */
export interface RatingFigureDefinition {
  readonly name: string;
  readonly source: string;
  readonly dependsOn: CaseClass;
  readonly range?: readonly [number, number];
  /** Called with at least one rating of each class on which the figure depends. */
  value(negatives: Float64Array, positives: Float64Array): Estimable<{ value: number }>;
}

/** A figure that is a function of one cell's ratings of negative and of positive cases. */
export function ratingFigure(definition: RatingFigureDefinition): Figure<MrmcData> {
  const { name, source, dependsOn, range } = definition;
  const valueOf = (negatives: Float64Array, positives: Float64Array): Estimable<{ value: number }> =>
    missingClass(dependsOn, negatives.length, positives.length) ?? definition.value(negatives, positives);
  return {
    name,
    source,
    dependsOn,
    ...(range && { range }),
    estimate(study, cell, cases) {
      const { negatives, positives } = classRatings(study, cell, cases);
      return valueOf(negatives, positives);
    },
    leaveOneOut(study, cell, cases) {
      return leaveEachRatingOut(study, cell, cases, valueOf);
    },
  };
}

/** The cases given, by class, in the order given. */
export function byClass(study: MrmcData, cases: Int32Array): { negatives: Int32Array; positives: Int32Array } {
  return {
    negatives: cases.filter((c) => study.cases[c]?.positive === false),
    positives: cases.filter((c) => study.cases[c]?.positive === true),
  };
}

/** A cell's ratings, by `study.cases`. */
export function cellRatings(study: MrmcData, cell: number): Float64Array {
  const n = study.cases.length;
  return study.ratings.subarray(cell * n, (cell + 1) * n);
}

/** Ratings of the cases given, by class. */
export function classRatings(
  study: MrmcData,
  cell: number,
  cases: Int32Array,
): { negatives: Float64Array; positives: Float64Array } {
  const ratings = cellRatings(study, cell);
  const { negatives, positives } = byClass(study, cases);
  return { negatives: gather(ratings, negatives), positives: gather(ratings, positives) };
}

/** Why a figure has no value where a class on which it depends is empty. */
export function missingClass(dependsOn: CaseClass, negatives: number, positives: number): NotEstimable | undefined {
  if (dependsOn !== 'negative' && positives === 0) return notEstimable('no positive case');
  if (dependsOn !== 'positive' && negatives === 0) return notEstimable('no negative case');
  return undefined;
}

/** Cases of one class with one rating leave the same estimate behind, so each kind is left out but once. */
function leaveEachRatingOut(
  study: MrmcData,
  cell: number,
  cases: Int32Array,
  valueOf: RatingFigureDefinition['value'],
): Float64Array {
  const ratings = cellRatings(study, cell);
  const known = { true: new Map<number, number>(), false: new Map<number, number>() };
  const { negatives, positives } = classRatings(study, cell, cases);
  return Float64Array.from(cases, (c) => {
    const rating = ratings[c] as number;
    const positive = study.cases[c]?.positive === true;
    const memory = known[`${positive}`];
    let value = memory.get(rating);
    if (value === undefined) {
      const left = positive
        ? valueOf(negatives, without(positives, rating))
        : valueOf(without(negatives, rating), positives);
      value = isEstimated(left) ? left.value : Number.NaN;
      memory.set(rating, value);
    }
    return value;
  });
}

function without(ratings: Float64Array, rating: number): Float64Array {
  const result = new Float64Array(ratings.length - 1);
  const at = ratings.indexOf(rating);
  result.set(ratings.subarray(0, at));
  result.set(ratings.subarray(at + 1), at);
  return result;
}

/** The value of a figure. */
export function valueEstimated(value: number): Estimable<{ value: number }> {
  return estimated({ value });
}
