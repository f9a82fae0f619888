import type { BinaryEndpoint, BinaryOutput } from '@lectern/contracts';
import {
  analyzeBinary,
  analyzeMrmc,
  mrmcData,
  sensitivity,
  specificity,
  type BinaryRead,
  type Reading,
} from '@lectern/statistics';
import { analysisOptions, readStudyFile, type AnalyzeRequest } from '../analyze/analyze-file.js';
import { decisionsOf } from '../analyze/figure-on-file.js';
import { mrmcOutput } from '../analyze/mrmc-output.js';
import { UsageError } from '../terminal/errors.js';
import { withFileName } from '../terminal/input-file.js';
import { binaryEndpoint } from './binary-endpoint.js';

const FIGURES = { sensitivity, specificity } as const;
export type BinaryMetric = keyof typeof FIGURES;

export interface AnalyzeBinaryRequest extends Omit<
  AnalyzeRequest,
  'metric' | 'range' | 'truth' | 'seed' | 'replicates'
> {
  /** Both, unless given. */
  readonly metric?: BinaryMetric;
}

/**
 * `lectern analyze-binary`: right and wrong decisions. Primary is the analysis with random readers and cases; beside it
 * stand GEE, Obuchowski's clustered difference, Rao-Scott and McNemar.
 *
 * @throws UsageError, InputError
 */
export async function analyzeBinaryFile(path: string, request: AnalyzeBinaryRequest): Promise<BinaryOutput> {
  const { metric, threshold, alpha = 0.05 } = request;
  const options = analysisOptions(request);
  const file = await readStudyFile(path, request);
  if (file.kind === 'froc')
    throw new UsageError('analyze-binary needs one decision or rating a read, and the file has marks');
  const { decided, threshold: at } = decisionsOf(file, threshold);
  const endpoint = (name: BinaryMetric): BinaryEndpoint => {
    const study = mrmcData(decided);
    const primary = mrmcOutput(name, study, analyzeMrmc(study, { ...options, figure: FIGURES[name](at) }));
    const reads = answers(decided, name, at);
    return binaryEndpoint(primary, analyzeBinary(reads, { conditions: study.treatments, alpha }));
  };
  return withFileName(path, () => ({
    metric: 'binary',
    decision: threshold === undefined ? 'as recorded' : `rating >= ${threshold}`,
    ...(metric !== 'specificity' && { sensitivity: endpoint('sensitivity') }),
    ...(metric !== 'sensitivity' && { specificity: endpoint('specificity') }),
    alpha,
    source: [
      'primary: Obuchowski-Rockette or U-statistics, see there',
      'Obuchowski, Stat Med 1998 (clustered difference); Rao and Scott, Ann Stat 1984; Liang and Zeger, Biometrika 1986 (GEE); Mancl and DeRouen, Biometrics 2001; McNemar, Psychometrika 1947; Wilson, JASA 1927; Clopper and Pearson, Biometrika 1934',
    ],
    warnings: [...file.warnings],
  }));
}

/** Right and wrong answers among the cases on which the figure rests. */
function answers(decided: readonly Reading[], metric: BinaryMetric, threshold: number): BinaryRead[] {
  const positive = metric === 'sensitivity';
  return decided
    .filter((read) => read.positive === positive)
    .map(({ reader, treatment, case: id, patient, rating }) => ({
      reader,
      condition: treatment,
      case: id,
      ...(patient !== undefined && { patient }),
      success: rating >= threshold === positive,
    }));
}
