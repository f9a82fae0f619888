import type { MrmcData } from '../data/index.js';
import {
  empiricalAuc,
  negativePredictiveValue,
  partialAuc,
  positivePredictiveValue,
  sensitivity,
  sensitivityAtSpecificity,
  specificity,
  specificityAtSensitivity,
  type Figure,
} from '../figures/index.js';
import { afroc, frocArea, lesionLocalisationFraction, nonLesionLocalisationFraction, wafroc } from '../localisation/index.js'; // prettier-ignore
import type { FrocData } from '../localisation/index.js';
import type { AccuracyFigureName, LocalisationFigureName, PlannedEndpoint, StudyFigure } from './study-data.js';

/** A decision is 1 or 0, so that 1 is its threshold. */
const DECISION = 1;

/**
 * The figure of merit that an endpoint on decisions or ratings names, or why there is none.
 *
 * @param prevalence share of positive cases, for predictive values without one of the plan's
 */
export function accuracyFigure(endpoint: PlannedEndpoint, prevalence: number): Figure<MrmcData> | string {
  const { threshold = DECISION, range, at } = endpoint;
  const share = endpoint.prevalence ?? prevalence;
  switch (endpoint.figure as AccuracyFigureName) {
    case 'auc':
      return empiricalAuc;
    case 'sensitivity':
      return sensitivity(threshold);
    case 'specificity':
      return specificity(threshold);
    case 'partial-auc':
      if (!range || !(range.from < range.to)) return 'the plan names no range of the curve';
      return range.axis === 'true-positive-rate'
        ? partialAuc({ over: 'sensitivity', from: range.from, to: range.to })
        : partialAuc({ over: 'specificity', from: 1 - range.to, to: 1 - range.from });
    case 'sensitivity-at-specificity':
      return at === undefined ? 'the plan names no specificity' : sensitivityAtSpecificity(at);
    case 'specificity-at-sensitivity':
      return at === undefined ? 'the plan names no sensitivity' : specificityAtSensitivity(at);
    case 'ppv':
    case 'npv':
      if (!(share > 0 && share < 1)) return 'predictive values need a prevalence between 0 and 1';
      return endpoint.figure === 'ppv'
        ? positivePredictiveValue(threshold, share)
        : negativePredictiveValue(threshold, share);
  }
}

/** LROC is computed from other data and stands apart. */
export const localisationFigures: Readonly<Record<Exclude<LocalisationFigureName, 'lroc-area'>, Figure<FrocData>>> = {
  'froc-area': frocArea,
  'afroc-area': afroc,
  'weighted-afroc-area': wafroc,
  'lesion-sensitivity': lesionLocalisationFraction(),
  'false-marks-per-case': nonLesionLocalisationFraction('both'),
};

const titles: Readonly<Record<StudyFigure, string>> = {
  auc: 'Area under the ROC curve (AUC)',
  'partial-auc': 'Partial area under the ROC curve',
  sensitivity: 'Sensitivity',
  specificity: 'Specificity',
  'sensitivity-at-specificity': 'Sensitivity at fixed specificity',
  'specificity-at-sensitivity': 'Specificity at fixed sensitivity',
  ppv: 'Positive predictive value',
  npv: 'Negative predictive value',
  'froc-area': 'Area under the FROC curve',
  'afroc-area': 'Area under the AFROC curve (JAFROC)',
  'weighted-afroc-area': 'Area under the weighted AFROC curve',
  'lroc-area': 'Area under the LROC curve',
  'lesion-sensitivity': 'Lesion localisation fraction',
  'false-marks-per-case': 'Marks on no lesion, a case',
  time: 'Interpretation time',
  confidence: 'Confidence, mean',
  agreement: "Agreement between readers (Fleiss' kappa)",
};

/** What the figure is called, with the numbers that the plan fixes. */
export function figureTitle({ figure, threshold, range, at, prevalence }: PlannedEndpoint): string {
  const fixed = [
    ...(threshold === undefined ? [] : [`rating ≥ ${threshold}`]),
    ...(range === undefined ? [] : [`${range.axis.replaceAll('-', ' ')} ${range.from} to ${range.to}`]),
    ...(at === undefined ? [] : [`at ${at}`]),
    ...(prevalence === undefined ? [] : [`prevalence ${prevalence}`]),
  ];
  return fixed.length > 0 ? `${titles[figure]} (${fixed.join(', ')})` : titles[figure];
}

/** Which way is an improvement. */
export function betterDirection(figure: StudyFigure): 'higher' | 'lower' {
  return figure === 'time' || figure === 'false-marks-per-case' ? 'lower' : 'higher';
}
