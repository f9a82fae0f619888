import type { MrmcOutput } from '@lectern/contracts';
import {
  readFrocCsv,
  readMrmcFile,
  textOf,
  type ColumnNames,
  type MarkField,
  type MrmcFile,
  type RatingField,
} from '@lectern/mrmc-files';
import { seededRandom, type CovarianceMethod, type Weighting } from '@lectern/statistics';
import { UsageError } from '../terminal/errors.js';
import { readInput, withFileName } from '../terminal/input-file.js';
import { figureOnFile, type AnalysisOptions } from './figure-on-file.js';
import type { MetricRequest } from './metrics.js';
import { mrmcOutput } from './mrmc-output.js';

export interface AnalyzeRequest extends MetricRequest, StudyFileRequest {
  readonly method: 'or' | 'ustat';
  readonly covariance?: CovarianceMethod;
  readonly alpha?: number;
  /** Of the bootstrap. */
  readonly seed?: number;
  readonly replicates?: number;
  /** How U-statistics average over readers. */
  readonly weighting?: Weighting;
}

export interface StudyFileRequest {
  readonly columns?: ColumnNames<RatingField | MarkField>;
  /** Path of the cases and lesions behind a table of marks. */
  readonly truth?: string;
}

/**
 * `lectern analyze`: a file's study analysed.
 *
 * @throws UsageError for options that do not fit each other or the kind of file
 * @throws InputError for a file that cannot be read, or does not suit the method
 */
export async function analyzeFile(path: string, request: AnalyzeRequest): Promise<MrmcOutput> {
  const options = analysisOptions(request);
  const file = await readStudyFile(path, request);
  return withFileName(path, () => {
    const on = figureOnFile(file, request);
    return mrmcOutput(request.metric, on.study, on.analyze(options), on.warnings);
  });
}

/** @throws InputError that names the file, the place in it, and the reason */
export async function readStudyFile(path: string, { columns = {}, truth }: StudyFileRequest = {}): Promise<MrmcFile> {
  const { name, bytes } = await readInput(path);
  if (truth === undefined) return withFileName(path, () => readMrmcFile(name, bytes, columns));
  const lesions = await readInput(truth);
  return withFileName(path, () => readFrocCsv(textOf(bytes), textOf(lesions.bytes), columns), truth);
}

/** Options of the library; each that the method does not take is refused. */
export function analysisOptions(request: Omit<AnalyzeRequest, 'metric'>): AnalysisOptions {
  const { method, covariance, alpha = 0.05, weighting, seed, replicates } = request;
  if (method === 'ustat' && covariance !== undefined && covariance !== 'unbiased')
    throw new UsageError(
      `--method ustat has the unbiased covariance of its own; --covariance ${covariance} is for --method or`,
    );
  if (method === 'or' && weighting !== undefined) throw new UsageError('--weighting is for --method ustat');
  if (covariance !== 'bootstrap' && (seed !== undefined || replicates !== undefined))
    throw new UsageError('--seed and --replicates are for --covariance bootstrap');
  if (covariance === 'bootstrap' && seed === undefined)
    throw new UsageError('--covariance bootstrap needs --seed N, so that it can be repeated');
  return {
    method,
    alpha,
    ...(method === 'or' && covariance && { covariance }),
    ...(weighting && { weighting }),
    ...(seed !== undefined && { bootstrap: { random: seededRandom(seed), ...(replicates && { replicates }) } }),
  };
}
