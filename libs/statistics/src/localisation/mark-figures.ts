import { notEstimable, type Estimable } from '../data/index.js';
import { lowerBound, upperBound } from '../figures/ranking.js';
import { missingClass, valueEstimated, type CaseClass, type Figure } from '../figures/index.js';
import { highestMarks, ratingsOfLesions } from './case-scores.js';
import { UNMARKED, type FrocData } from './froc-data.js';
import { scoreArea } from './score-area.js';

/** Inferred ROC area: each case is rated by its highest mark, on a lesion or not. */
export const inferredAuc = scoreArea<FrocData>(
  'hrauc',
  'Highest-rating inferred ROC: Chakraborty, Observer Performance Methods for Diagnostic Imaging, 2017, ch. 12',
  highestMarks,
);

/** Share of cases with a lesion that have any mark (Chakraborty 2017, ch. 12). */
export const inferredSensitivity = caseShare('hrse', 'positive', (score) => score > UNMARKED);
/** Share of cases without a lesion that have no mark (Chakraborty 2017, ch. 12). */
export const inferredSpecificity = caseShare('hrsp', 'negative', (score) => score === UNMARKED);

function caseShare(name: string, dependsOn: CaseClass, counts: (score: number) => boolean): Figure<FrocData> {
  return ratioFigure({
    name,
    dependsOn,
    parts: (study, cell, cases) => {
      const scores = highestMarks(study, cell);
      return { numerators: cases.map((c) => (counts(scores[c] as number) ? 1 : 0)), denominators: cases.map(() => 1) };
    },
  });
}

/**
 * Lesion localisation fraction: share of lesions marked, at or above a rating where one is given (Chakraborty 2017, ch. 13).
 *
 * @param threshold lowest rating that counts; every mark, unless given
 */
export function lesionLocalisationFraction(threshold = UNMARKED): Figure<FrocData> {
  return ratioFigure({
    name: threshold === UNMARKED ? 'llf' : `llf>=${threshold}`,
    dependsOn: 'positive',
    parts: (study, cell, cases) => {
      const ratings = ratingsOfLesions(study, cell);
      const lesions = (c: number) => ratings.subarray(study.lesionStart[c], study.lesionStart[c + 1]);
      return {
        numerators: cases.map((c) => lesions(c).filter((rating) => rating > UNMARKED && rating >= threshold).length),
        denominators: cases.map((c) => lesions(c).length),
      };
    },
  });
}

/**
 * Non-lesion localisation fraction: marks on no lesion a case. No proportion: it may exceed 1 (Chakraborty 2017, ch. 13).
 *
 * @param of cases without a lesion, or all cases
 * @param threshold lowest rating that counts; every mark, unless given
 */
export function nonLesionLocalisationFraction(of: 'negative' | 'both', threshold = UNMARKED): Figure<FrocData> {
  const name = of === 'both' ? 'nlf-all' : 'nlf';
  return ratioFigure({
    name: threshold === UNMARKED ? name : `${name}>=${threshold}`,
    dependsOn: of,
    parts: (study, cell, cases) => ({
      numerators: cases.map((c) => nonLesionsOf(study, cell, c).filter((rating) => rating >= threshold).length),
      denominators: cases.map(() => 1),
    }),
  });
}

/** Area under the FROC curve up to its last point; not bounded by 1, and small for a reader who marks little. */
export const frocArea: Figure<FrocData> = {
  name: 'froc',
  source: 'Bunch et al., SPIE 1977; area as the mean kernel of each false mark with each lesion',
  dependsOn: 'both',
  estimate(study, cell, cases): Estimable<{ value: number }> {
    const positives = cases.filter((c) => study.cases[c]?.positive === true);
    const missing = missingClass('both', cases.length, positives.length);
    if (missing) return missing;
    const ratings = ratingsOfLesions(study, cell);
    const lesions = Float64Array.from(
      Array.from(positives).flatMap((c) => [...ratings.subarray(study.lesionStart[c], study.lesionStart[c + 1])]),
    ).sort();
    let sum = 0;
    for (const c of cases)
      for (const x of nonLesionsOf(study, cell, c))
        sum += lesions.length - (lowerBound(lesions, x) + upperBound(lesions, x)) / 2;
    return valueEstimated(sum / (cases.length * lesions.length));
  },
};

function nonLesionsOf(study: FrocData, cell: number, c: number): readonly number[] {
  return study.nonLesions[cell * study.cases.length + c] ?? [];
}

interface RatioDefinition {
  readonly name: string;
  readonly dependsOn: CaseClass;
  parts(study: FrocData, cell: number, cases: Int32Array): { numerators: Int32Array; denominators: Int32Array };
}

/** A sum over cases divided by another. */
function ratioFigure({ name, dependsOn, parts }: RatioDefinition): Figure<FrocData> {
  const relevant = (study: FrocData, cases: Int32Array) =>
    dependsOn === 'both' ? cases : cases.filter((c) => study.cases[c]?.positive === (dependsOn === 'positive'));
  const total = (values: Int32Array) => values.reduce((sum, value) => sum + value, 0);
  return {
    name,
    source: 'Chakraborty, Observer Performance Methods for Diagnostic Imaging, 2017, ch. 12 and 13',
    dependsOn,
    estimate(study, cell, cases) {
      const own = relevant(study, cases);
      if (own.length === 0) return notEstimable(dependsOn === 'both' ? 'no case' : `no ${dependsOn} case`);
      const { numerators, denominators } = parts(study, cell, own);
      return valueEstimated(total(numerators) / total(denominators));
    },
    leaveOneOut(study, cell, cases) {
      const own = relevant(study, cases);
      const { numerators, denominators } = parts(study, cell, own);
      const [above, below] = [total(numerators), total(denominators)];
      let next = 0;
      return Float64Array.from(cases, (c) => {
        if (own[next] !== c) return above / below;
        const left = (above - (numerators[next] as number)) / (below - (denominators[next] as number));
        next++;
        return left;
      });
    },
  };
}
