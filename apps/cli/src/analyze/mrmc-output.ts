import type { MrmcOutput } from '@lectern/contracts';
import type { MrmcResult, ReaderStudy } from '@lectern/statistics';
import { jsonValue, orNull } from '../terminal/not-estimable.js';
import type { Metric } from './metrics.js';

const INTERVAL = ['estimate', 'se', 'df', 'ci'] as const;
const INFERENCE = [...INTERVAL, 'statistic', 'p'] as const;

/** The library's result in the shape that the command prints. */
export function mrmcOutput(
  metric: Metric,
  study: ReaderStudy,
  result: MrmcResult,
  warnings: readonly string[] = [],
): MrmcOutput {
  const { method, covariance, design, alpha, source } = result;
  const positives = study.cases.filter(({ positive }) => positive).length;
  return {
    metric,
    method,
    covariance,
    figure: result.metric,
    design,
    counts: {
      readers: study.readers.length,
      treatments: study.treatments.length,
      positives,
      negatives: study.cases.length - positives,
      reads: study.read.reduce((sum, one) => sum + one, 0),
    },
    readers: result.readers.map((row) => ({
      reader: row.reader,
      treatment: row.treatment,
      ...orNull(row, ['estimate', 'se']),
    })),
    treatments: result.treatments.map((row) => ({ treatment: row.treatment, ...orNull(row, INTERVAL) })),
    differences: result.differences.map((row) => ({
      analysis: row.analysis,
      a: row.a,
      b: row.b,
      ...orNull(row, INFERENCE),
    })),
    tests: result.tests.map((row) => ({
      analysis: row.analysis,
      ...orNull(row, ['statistic', 'df1', 'df2', 'p']),
    })),
    varianceComponents: jsonValue(result.varianceComponents) as MrmcOutput['varianceComponents'],
    alpha,
    source: [...source],
    warnings: [...warnings, ...result.warnings],
  };
}
