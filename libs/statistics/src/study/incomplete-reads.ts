import type { SupportingAnalysis } from '@lectern/contracts';
import { isEstimated, mrmcData, notEstimable, type MrmcData } from '../data/index.js';
import { sensitivityAnalysis } from '../estimands/index.js';
import type { Figure } from '../figures/index.js';
import { analyzeMrmc, type TreatmentDifference } from '../mrmc/index.js';
import type { EndpointReads } from './estimand-of-plan.js';
import { betterDirection } from './planned-figures.js';
import { differenceLabel, statistic, supporting } from './statistic.js';
import type { EndpointContext } from './study-data.js';

/** The planned estimand beside those that bound what the reads without an answer could have been. */
export function incompleteReads(
  { assigned, estimand }: EndpointReads,
  figure: Figure<MrmcData>,
  { pair, plan, endpoint }: EndpointContext,
): SupportingAnalysis {
  const higher = betterDirection(endpoint.figure) === 'higher';
  const analysis = sensitivityAnalysis(
    assigned,
    estimand,
    (readings) => {
      if (readings.length === 0) return notEstimable('no read is left');
      const study = mrmcData([...readings].sort((x, y) => Number(y.treatment === pair.to) - Number(x.treatment === pair.to))); // prettier-ignore
      const { differences } = analyzeMrmc(study, { figure, alpha: plan.alpha });
      const found = differences.find(
        ({ a, b, analysis: which }) => a === pair.to && b === pair.from && which === 'RRRC',
      );
      return found ?? notEstimable('one condition has no reads left');
    },
    (found: Extract<TreatmentDifference, { status: 'estimated' }>) =>
      found.p < plan.alpha && found.estimate > 0 === higher,
  );
  const rows = analysis.scenarios.map(({ name, set, result }) =>
    statistic(
      SCENARIOS[name],
      `difference, ${differenceLabel(pair.to, pair.from)}`,
      isEstimated(result) ? { ...result, n: set.readings.length } : result,
    ),
  );
  return supporting(
    {
      id: 'incomplete-reads',
      title: 'Sensitivity to reads without an answer',
      inference: 'random readers, random cases',
      method: `Obuchowski-Rockette; ${analysis.method}`,
      source: analysis.source,
    },
    rows,
    analysis.robust === null
      ? []
      : [`The claim shown as planned is ${analysis.robust ? '' : 'not '}shown in the worst case`],
  );
}

const SCENARIOS = {
  'as-planned': 'as planned',
  'per-protocol': 'per protocol',
  'worst-case': 'worst case: against the claim',
  'all-wrong': 'all wrong',
  'all-right': 'all right',
  'best-case': 'best case: for the claim',
  'complete-cases': 'cases that everybody read',
} as const;
