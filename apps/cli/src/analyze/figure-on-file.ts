import { saysLocations, type MrmcFile } from '@lectern/mrmc-files';
import {
  afroc,
  afroc1,
  analyzeMrmc,
  binormalAuc,
  empiricalAuc,
  frocData,
  inferredAuc,
  lrocArea,
  lrocData,
  lrocFromFroc,
  mrmcData,
  partialAuc,
  pilotComponents,
  sensitivity,
  sensitivityAtSpecificity,
  specificity,
  wafroc,
  wafroc1,
  type CovarianceMethod,
  type Estimable,
  type Figure,
  type MrmcOptions,
  type MrmcResult,
  type PlanningComponents,
  type Reading,
  type ReaderStudy,
} from '@lectern/statistics';
import { UsageError } from '../terminal/errors.js';
import type { MetricRequest } from './metrics.js';

export type AnalysisOptions = Omit<MrmcOptions<ReaderStudy>, 'figure'>;

/** A figure of merit on the study of a file, whatever its reads recorded. */
export interface FigureOnStudy {
  readonly study: ReaderStudy;
  readonly figure: string;
  readonly warnings: readonly string[];
  analyze(options: AnalysisOptions): MrmcResult;
  pilot(covariance?: CovarianceMethod): Estimable<PlanningComponents>;
}

/**
 * @throws UsageError where the metric needs another kind of file, or a threshold or range that is not given
 * @throws InvalidStudyData for a file that is no reader study
 */
export function figureOnFile(file: MrmcFile, request: MetricRequest): FigureOnStudy {
  assertOptions(request);
  return file.kind === 'froc' ? figureOnMarks(file, request) : figureOnRatings(file, request);
}

function figureOnMarks(file: MrmcFile & { kind: 'froc' }, { metric }: MetricRequest): FigureOnStudy {
  const marks = frocData(file.cases, file.reads);
  switch (metric) {
    case 'auc':
      return bound(marks, inferredAuc, [
        ...file.warnings,
        'the file has marks: each case is rated by its highest mark (inferred ROC)',
      ]);
    case 'wafroc':
      return bound(marks, wafroc, file.warnings);
    case 'afroc':
      return bound(marks, afroc, file.warnings);
    case 'wafroc1':
      return bound(marks, wafroc1, file.warnings);
    case 'afroc1':
      return bound(marks, afroc1, file.warnings);
    case 'lroc':
      return bound(lrocFromFroc(marks), lrocArea, [
        ...file.warnings,
        'the file has marks: the highest of each read is its one location',
      ]);
    default:
      throw new UsageError(
        `--metric ${metric} needs one rating a read, and the file has marks; these suit it: auc, wafroc, afroc, wafroc1, afroc1, lroc`,
      );
  }
}

function figureOnRatings(file: MrmcFile & { kind: 'ratings' }, request: MetricRequest): FigureOnStudy {
  const { readings, warnings } = file;
  switch (request.metric) {
    case 'auc':
      return bound(mrmcData(readings), empiricalAuc, warnings);
    case 'binormal':
      return bound(mrmcData(readings), binormalAuc, warnings);
    case 'pauc':
      return bound(mrmcData(readings), partialAuc(request.range!), warnings);
    case 'sensitivity':
    case 'specificity': {
      if (request.atSpecificity !== undefined)
        return bound(mrmcData(readings), sensitivityAtSpecificity(request.atSpecificity), warnings);
      const figure = request.metric === 'sensitivity' ? sensitivity : specificity;
      const { decided, threshold } = decisionsOf(file, request.threshold);
      return bound(mrmcData(decided), figure(threshold), warnings);
    }
    case 'lroc':
      if (!saysLocations(file))
        throw new UsageError(
          '--metric lroc needs marks, or a column "correct" that says of each read of a positive case whether its location is right; name it with --columns correct=NAME',
        );
      return bound(lrocData(readings), lrocArea, warnings);
    default:
      throw new UsageError(
        `--metric ${request.metric} needs marks (RJafroc FROC workbook, or a long table of marks with --truth), and the file has one rating a read; these suit it: auc, sensitivity, specificity, pauc, binormal`,
      );
  }
}

/**
 * Reads called positive or not: by the threshold; without one, by what the file says was decided, or by ratings that are 0
 * and 1 already.
 */
export function decisionsOf(
  { readings, decisions }: MrmcFile & { kind: 'ratings' },
  threshold?: number,
): { decided: readonly Reading[]; threshold: number } {
  if (threshold !== undefined) return { decided: readings, threshold };
  if (decisions) return { decided: readings.map((one, i) => ({ ...one, rating: decisions[i] ? 1 : 0 })), threshold: 1 };
  if (readings.every(({ rating }) => rating === 0 || rating === 1)) return { decided: readings, threshold: 1 };
  throw new UsageError(
    'sensitivity and specificity of ratings other than 0 and 1 need --threshold X: a rating >= X is positive',
  );
}

function assertOptions({ metric, threshold, atSpecificity, range }: MetricRequest): void {
  const isDecision = metric === 'sensitivity' || metric === 'specificity';
  if (threshold !== undefined && !isDecision)
    throw new UsageError(`--threshold is for --metric sensitivity and specificity, not for ${metric}`);
  if (atSpecificity !== undefined && (metric !== 'sensitivity' || threshold !== undefined))
    throw new UsageError('--at-specificity is for --metric sensitivity, without --threshold');
  if (range !== undefined && metric !== 'pauc') throw new UsageError(`--range is for --metric pauc, not for ${metric}`);
  if (range === undefined && metric === 'pauc')
    throw new UsageError('--metric pauc needs a range, e.g. --range specificity=0.7..1 or sensitivity=0.8..1');
}

function bound<S extends ReaderStudy>(study: S, figure: Figure<S>, warnings: readonly string[]): FigureOnStudy {
  return {
    study,
    figure: figure.name,
    warnings,
    analyze: (options) => analyzeMrmc(study, { ...options, figure }),
    pilot: (covariance) => pilotComponents(study, figure, covariance),
  };
}
