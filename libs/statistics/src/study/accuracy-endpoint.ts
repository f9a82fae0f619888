import type { EndpointResult } from '@lectern/contracts';
import { estimated, notEstimable } from '../data/index.js';
import { empiricalAuc, type Figure, sensitivity, specificity } from '../figures/index.js';
import type { MrmcData } from '../data/index.js';
import { analyzeMrmc, type MrmcResult } from '../mrmc/index.js';
import { comparedReads, type PlannedEndpoint, ratingsOf, type StudyData } from './study-data.js';

type AccuracyFigure = 'auc' | 'sensitivity' | 'specificity';

const figures: Record<AccuracyFigure, { figure: Figure<MrmcData>; title: string }> = {
  auc: { figure: empiricalAuc, title: 'Area under the ROC curve (AUC)' },
  sensitivity: { figure: sensitivity(1), title: 'Sensitivity' },
  specificity: { figure: specificity(1), title: 'Specificity' },
};

/** Reader-averaged AUC, sensitivity or specificity: Obuchowski-Rockette, random readers and random cases, DeLong covariances. */
export function accuracyEndpoint(
  data: StudyData,
  { endpoint, question }: PlannedEndpoint,
  kind: AccuracyFigure,
): EndpointResult {
  const { figure, title } = figures[kind];
  const { from, to } = data.comparison;
  const study = question === null ? null : ratingsOf(comparedReads(data), question);
  const result = study && study.treatments.length === 2 ? analyzeMrmc(study, { figure, alpha: data.alpha }) : null;
  return {
    id: endpoint.id,
    figure: endpoint.figure,
    role: endpoint.role,
    title,
    unit: null,
    method: `Obuchowski-Rockette, random readers and cases, covariance by ${result?.covariance ?? 'DeLong'}, Hillis degrees of freedom`,
    source: result?.source.join('; ') ?? figure.source,
    conditions: [from, to].map((condition) => ({ condition, value: conditionValue(result, condition) })),
    readers: (result?.readers ?? []).map((each) => ({
      reader: Number(each.reader),
      condition: each.treatment,
      value:
        each.status === 'estimated'
          ? { status: 'estimated', estimate: each.estimate }
          : { status: 'not-estimable', reason: each.reason },
    })),
    comparison: { kind: 'difference', from, to, value: differenceValue(result, to, from) },
    warnings: [...(result?.warnings ?? []), ...intervalWarnings(result)],
  };
}

const NO_READS = 'not every compared condition has answered reads';

/** The mean over readers with its interval; where the interval is not determined (all readers alike, say), the mean alone. */
function conditionValue(result: MrmcResult | null, condition: string): EndpointResult['conditions'][number]['value'] {
  const found = result?.treatments.find(({ treatment }) => treatment === condition);
  if (!result || !found) return notEstimable(NO_READS);
  if (found.status === 'estimated')
    return estimated({ estimate: found.estimate, se: found.se, ci: [found.ci[0], found.ci[1]] });
  const readers = result.readers.filter(({ treatment }) => treatment === condition);
  const estimates = readers.flatMap((reader) => (reader.status === 'estimated' ? [reader.estimate] : []));
  if (estimates.length === 0 || estimates.length < readers.length) return notEstimable(found.reason);
  return estimated({
    estimate: estimates.reduce((sum, value) => sum + value, 0) / estimates.length,
    se: null,
    ci: null,
  });
}

/** Why a condition's mean stands without an interval. */
function intervalWarnings(result: MrmcResult | null): string[] {
  return (result?.treatments ?? []).flatMap((each) =>
    each.status === 'estimated' ? [] : [`No interval for ${each.treatment}: ${each.reason}`],
  );
}

function differenceValue(result: MrmcResult | null, a: string, b: string): EndpointResult['comparison']['value'] {
  const found = result?.differences.find(
    (each) => each.a === a && each.b === b && (each.analysis === 'RRRC' || result.readers.length <= 2),
  );
  if (!found) return notEstimable(NO_READS);
  if (found.status !== 'estimated') return notEstimable(found.reason);
  const { estimate, se, df, statistic, p, ci } = found;
  return { status: 'estimated', estimate, se, df, statistic, p, ci: [ci[0], ci[1]] };
}
