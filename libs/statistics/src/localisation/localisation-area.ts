import type { Estimable } from '../data/index.js';
import { lowerBound, upperBound } from '../figures/ranking.js';
import { missingClass, valueEstimated, type Figure } from '../figures/index.js';
import { highestNonLesions, ratingsOfLesions } from './case-scores.js';
import type { FrocData } from './froc-data.js';

/**
 * The four areas under free-response curves, which weigh a lesion's rating against the highest false rating of a case:
 *
 *   sum over cases k, lesions l of w_l psi(X_k, Y_l) / (K sum of w_l),  psi = 1, 1/2, 0 as Y is above, equal, below
 */
interface AreaDefinition {
  readonly name: string;
  readonly source: string;
  /** Whose highest false rating counts: cases without lesions, or all cases. */
  readonly falseRatings: 'negative' | 'all';
  /** Every lesion alike, or every case with lesions alike, its lesions by their weights. */
  readonly weighting: 'lesion' | 'case';
}

const CHAKRABORTY = 'Chakraborty, Observer Performance Methods for Diagnostic Imaging, 2017, ch. 14';

/** JAFROC figure of merit: all lesions alike, false ratings of cases without lesions (Chakraborty and Berbaum 2004). */
export const afroc = localisationArea({
  name: 'afroc',
  source: 'Chakraborty and Berbaum, Med Phys 2004; 31:2313',
  falseRatings: 'negative',
  weighting: 'lesion',
});

/** JAFROC1: all lesions alike, false ratings of all cases. */
export const afroc1 = localisationArea({
  name: 'afroc1',
  source: CHAKRABORTY,
  falseRatings: 'all',
  weighting: 'lesion',
});

/** Weighted AFROC: all cases with lesions alike, false ratings of cases without lesions. */
export const wafroc = localisationArea({
  name: 'wafroc',
  source: CHAKRABORTY,
  falseRatings: 'negative',
  weighting: 'case',
});

/** Weighted AFROC1: all cases with lesions alike, false ratings of all cases. */
export const wafroc1 = localisationArea({
  name: 'wafroc1',
  source: CHAKRABORTY,
  falseRatings: 'all',
  weighting: 'case',
});

function localisationArea(definition: AreaDefinition): Figure<FrocData> {
  const { name, source, falseRatings, weighting } = definition;
  const isKernelMean = falseRatings === 'negative' && weighting === 'case';
  return {
    name,
    source,
    dependsOn: 'both',
    range: [0, 1],
    estimate(study, cell, cases): Estimable<{ value: number }> {
      const { positives, falseCases } = counts(study, cases, falseRatings);
      const missing = missingClass('both', falseCases, positives);
      if (missing) return missing;
      const sums = kernelSums(study, cell, cases, definition);
      return valueEstimated(sums.total / (sums.falseCases * sums.weight));
    },
    leaveOneOut: (study, cell, cases) => leaveOneOut(kernelSums(study, cell, cases, definition)),
    ...(isKernelMean && {
      placements: (study: FrocData, cell: number, cases: Int32Array) =>
        placements(kernelSums(study, cell, cases, definition), study, cases),
    }),
  };
}

/** Weighted kernel sums, and each case's part of them, aligned with the cases. */
interface KernelSums {
  readonly total: number;
  readonly falseCases: number;
  readonly weight: number;
  /** Kernels of the case's false rating with all lesions; 0 where its false rating does not count. */
  readonly asFalse: Float64Array;
  readonly countsAsFalse: Uint8Array;
  /** Kernels of the case's lesions with all false ratings. */
  readonly asTrue: Float64Array;
  readonly weights: Float64Array;
  /** Kernels of its own lesions with its own false rating: in both of the above. */
  readonly within: Float64Array;
}

function kernelSums(study: FrocData, cell: number, cases: Int32Array, definition: AreaDefinition): KernelSums {
  const highest = highestNonLesions(study, cell);
  const ratings = ratingsOfLesions(study, cell);
  const countsAsFalse = Uint8Array.from(cases, (c) =>
    definition.falseRatings === 'all' || study.cases[c]?.positive === false ? 1 : 0,
  );
  const falses = Float64Array.from(
    cases.filter((_, i) => countsAsFalse[i] === 1),
    (c) => highest[c] as number,
  ).sort();
  const lesions = lesionsOf(study, cases, ratings, definition.weighting);
  const below = cumulativeWeights(lesions);
  const asFalse = Float64Array.from(cases, (c, i) =>
    countsAsFalse[i] === 1 ? weightAbove(below, highest[c] as number) : 0,
  );
  const asTrue = new Float64Array(cases.length);
  const weights = new Float64Array(cases.length);
  const within = new Float64Array(cases.length);
  for (const { at, rating, weight } of lesions) {
    asTrue[at]! += (weight * (lowerBound(falses, rating) + upperBound(falses, rating))) / 2;
    weights[at]! += weight;
    if (countsAsFalse[at] === 1) within[at]! += weight * kernel(highest[cases[at] as number] as number, rating);
  }
  const weight = below.total;
  const total = asTrue.reduce((sum, value) => sum + value, 0);
  return { total, falseCases: falses.length, weight, asFalse, countsAsFalse, asTrue, weights, within };
}

interface WeighedLesion {
  /** Position of its case among the cases given. */
  readonly at: number;
  readonly rating: number;
  readonly weight: number;
}

function lesionsOf(
  study: FrocData,
  cases: Int32Array,
  ratings: Float64Array,
  weighting: 'lesion' | 'case',
): WeighedLesion[] {
  const lesions: WeighedLesion[] = [];
  for (let at = 0; at < cases.length; at++) {
    const c = cases[at] as number;
    for (let l = study.lesionStart[c] as number; l < (study.lesionStart[c + 1] as number); l++) {
      const weight = weighting === 'case' ? (study.lesionWeights[l] as number) : 1;
      lesions.push({ at, rating: ratings[l] as number, weight });
    }
  }
  return lesions;
}

interface CumulativeWeights {
  readonly ratings: Float64Array;
  /** sums[i] is the weight of the i lowest ratings. */
  readonly sums: Float64Array;
  readonly total: number;
}

function cumulativeWeights(lesions: readonly WeighedLesion[]): CumulativeWeights {
  const ascending = lesions.toSorted((a, b) => (a.rating < b.rating ? -1 : a.rating > b.rating ? 1 : 0));
  const sums = new Float64Array(lesions.length + 1);
  ascending.forEach(({ weight }, i) => (sums[i + 1] = (sums[i] as number) + weight));
  return { ratings: Float64Array.from(ascending, ({ rating }) => rating), sums, total: sums[lesions.length] as number };
}

/** Weight of ratings above x, plus half of that of those equal. */
function weightAbove({ ratings, sums, total }: CumulativeWeights, x: number): number {
  return total - ((sums[lowerBound(ratings, x)] as number) + (sums[upperBound(ratings, x)] as number)) / 2;
}

function kernel(falseRating: number, rating: number): number {
  return rating > falseRating ? 1 : rating === falseRating ? 0.5 : 0;
}

function leaveOneOut(sums: KernelSums): Float64Array {
  return sums.asFalse.map((asFalse, i) => {
    const rest = sums.total - asFalse - (sums.asTrue[i] as number) + (sums.within[i] as number);
    const weight = sums.weight - (sums.weights[i] as number);
    return hasNone(weight) ? Number.NaN : rest / ((sums.falseCases - (sums.countsAsFalse[i] as number)) * weight);
  });
}

/** Nothing but rounding is left of the lesions' weights. */
function hasNone(weight: number): boolean {
  return Math.abs(weight) < 1e-9;
}

function placements(sums: KernelSums, study: FrocData, cases: Int32Array): Float64Array {
  return Float64Array.from(cases, (c, i) =>
    study.cases[c]?.positive === true
      ? (sums.asTrue[i] as number) / sums.falseCases
      : (sums.asFalse[i] as number) / sums.weight,
  );
}

function counts(study: FrocData, cases: Int32Array, falseRatings: 'negative' | 'all') {
  const positives = cases.reduce((sum, c) => sum + (study.cases[c]?.positive === true ? 1 : 0), 0);
  return { positives, falseCases: falseRatings === 'all' ? cases.length : cases.length - positives };
}
