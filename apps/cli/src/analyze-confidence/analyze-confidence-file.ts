import type { ConfidenceOutput } from '@lectern/contracts';
import { readConfidenceCsv, type ColumnNames, type ConfidenceField } from '@lectern/mrmc-files';
import { analyzeConfidence, isEstimated, type ConfidenceOdds, type Estimable } from '@lectern/statistics';
import { readLongTable, withFileName } from '../terminal/input-file.js';
import { orNull } from '../terminal/not-estimable.js';

export interface AnalyzeConfidenceRequest {
  readonly columns?: ColumnNames<ConfidenceField>;
  readonly alpha?: number;
}

/** `lectern analyze-confidence`. @throws InputError */
export async function analyzeConfidenceFile(
  path: string,
  { columns = {}, alpha = 0.05 }: AnalyzeConfidenceRequest = {},
): Promise<ConfidenceOutput> {
  const text = await readLongTable(path);
  const answers = await withFileName(path, () => readConfidenceCsv(text, columns));
  const { strata, method, source, warnings } = analyzeConfidence(answers, { alpha });
  return {
    metric: 'confidence',
    method,
    strata: strata.map(({ answers: which, conditions, comparisons }) => ({
      answers: which,
      treatments: conditions.map(({ condition, ...rest }) => ({ treatment: condition, ...rest })),
      comparisons: comparisons.map(({ a, b, mixed, fixed, readerLevel }) => ({
        a,
        b,
        mixed: odds(mixed),
        fixed: odds(fixed),
        readerLevel: orNull(readerLevel, ['estimate', 'se', 'df', 'statistic', 'p', 'ci']),
      })),
    })),
    alpha,
    source: [source],
    warnings: [...new Set([...warnings, ...strata.flatMap((stratum) => modelWarnings(stratum))])],
  };
}

function odds(value: Estimable<ConfidenceOdds>): ConfidenceOutput['strata'][number]['comparisons'][number]['mixed'] {
  const model = isEstimated(value) ? value.model : undefined;
  return {
    ...orNull(value, ['oddsRatio', 'ci', 'logOdds', 'se', 'z', 'p']),
    thresholds: model?.thresholds ?? [],
    fixed: (model?.fixed ?? []).map((effect) => ({ ...effect, term: `treatment ${effect.term}` })),
    random: model?.random ?? [],
    logLikelihood: model?.logLikelihood ?? null,
  };
}

type Stratum = ReturnType<typeof analyzeConfidence>['strata'][number];

function modelWarnings({ answers, comparisons }: Stratum): string[] {
  return comparisons.flatMap(({ a, b, mixed }) =>
    isEstimated(mixed)
      ? mixed.model.warnings.map((warning) => `${answers} answers, ${a} against ${b}: ${warning}`)
      : [],
  );
}
