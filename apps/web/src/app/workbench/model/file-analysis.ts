import { readMrmcFile, saysLocations, type MrmcFile } from '@lectern/mrmc-files';
import {
  afroc,
  analyzeMrmc,
  empiricalAuc,
  frocData,
  inferredAuc,
  lrocArea,
  lrocData,
  mrmcData,
  pilotComponents,
  sensitivity,
  specificity,
  wafroc,
  type CovarianceMethod,
  type Estimable,
  type Figure,
  type MrmcData,
  type MrmcResult,
  type PlanningComponents,
  type ReaderStudy,
} from '@lectern/statistics';
import { operatingCurves, type OperatingCurve } from './operating-curves.js';

export const ratingFigureNames = ['auc', 'sensitivity', 'specificity', 'lroc'] as const;
export const markFigureNames = ['wafroc', 'afroc', 'hrauc'] as const;
export type FigureName = (typeof ratingFigureNames)[number] | (typeof markFigureNames)[number];

export interface AnalysisChoices {
  /** Taken where the file allows it, else the first that it does. */
  readonly figure: FigureName;
  /** A rating at or above it calls the case positive; for sensitivity and specificity. */
  readonly threshold: number;
  readonly method: 'or' | 'ustat';
  /** null: DeLong where the figure allows it, else jackknife. */
  readonly covariance: Exclude<CovarianceMethod, 'bootstrap'> | null;
  readonly alpha: number;
}

export const usualChoices: AnalysisChoices = {
  figure: 'auc',
  threshold: 1,
  method: 'or',
  covariance: null,
  alpha: 0.05,
};

/** What a reader-study file says, all of it plain data: it crosses from the worker to the page and into the downloaded JSON. */
export interface FileAnalysis {
  readonly file: string;
  readonly format: string;
  readonly figure: FigureName;
  /** What else can be analysed in this file. */
  readonly figures: readonly FigureName[];
  readonly choices: AnalysisChoices;
  readonly counts: {
    readonly readers: number;
    readonly treatments: readonly string[];
    readonly cases: number;
    readonly positives: number;
    readonly reads: number;
  };
  readonly result: MrmcResult;
  readonly curves: readonly OperatingCurve[];
  /** For planning the next study from this one. */
  readonly pilot: Estimable<PlanningComponents>;
  /** Of the file itself. */
  readonly warnings: readonly string[];
}

/**
 * Reads a reader-study file and analyses it.
 *
 * @throws MrmcFileError, InvalidStudyData or UnsupportedAnalysis that name what is wrong with file or choices
 */
export async function analyseFile(name: string, bytes: Uint8Array, choices: AnalysisChoices): Promise<FileAnalysis> {
  const file = await readMrmcFile(name, bytes);
  const figures = figuresOf(file);
  const figure = figures.find((each) => each === choices.figure) ?? figures[0] ?? 'auc';
  const common = { file: name, format: file.format, figure, figures, choices, warnings: file.warnings };
  if (file.kind === 'froc') {
    const study = frocData(file.cases, file.reads);
    const merit = { wafroc, afroc, hrauc: inferredAuc }[figure as (typeof markFigureNames)[number]];
    return { ...common, ...analysed(study, merit, choices), curves: operatingCurves(study, figure) };
  }
  if (figure === 'lroc') {
    const study = lrocData(file.readings);
    return { ...common, ...analysed(study, lrocArea, choices), curves: operatingCurves(study, figure) };
  }
  const study = mrmcData(file.readings);
  return {
    ...common,
    ...analysed(study, ratingFigureOf(figure, choices), choices),
    curves: operatingCurves(study, figure),
  };
}

function figuresOf(file: MrmcFile): readonly FigureName[] {
  if (file.kind === 'froc') return markFigureNames;
  return ratingFigureNames.filter((name) => name !== 'lroc' || saysLocations(file));
}

function ratingFigureOf(figure: FigureName, { threshold }: AnalysisChoices): Figure<MrmcData> {
  if (figure === 'sensitivity') return sensitivity(threshold);
  return figure === 'specificity' ? specificity(threshold) : empiricalAuc;
}

function analysed<S extends ReaderStudy>(
  study: S,
  figure: Figure<S>,
  { method, covariance, alpha }: AnalysisChoices,
): Pick<FileAnalysis, 'counts' | 'result' | 'pilot'> {
  return {
    counts: {
      readers: study.readers.length,
      treatments: study.treatments,
      cases: study.cases.length,
      positives: study.cases.filter(({ positive }) => positive).length,
      reads: study.read.reduce((sum, read) => sum + read, 0),
    },
    result: analyzeMrmc(study, { figure, method, alpha, ...(covariance && method === 'or' && { covariance }) }),
    pilot: pilotComponents(study, figure, covariance ?? 'jackknife'),
  };
}

/** Estimated value of one reader under one treatment, where it is. */
export function readerValue(result: MrmcResult, reader: string, treatment: string): number | null {
  const found = result.readers.find((each) => each.reader === reader && each.treatment === treatment);
  return found?.status === 'estimated' ? found.estimate : null;
}
