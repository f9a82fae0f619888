import type { Comparison, EndpointResult } from '@lectern/contracts';
import { estimated, isEstimated, notEstimable, type Estimable } from '../data/index.js';
import type { Difference } from '../hypotheses/index.js';
import type { Interval } from '../mrmc/index.js';
import { finite, intervalOrNull } from './statistic.js';
import { figureTitle } from './planned-figures.js';
import type { EndpointContext } from './study-data.js';

/** An endpoint's result, and the difference (of a ratio, its logarithm) that its hypothesis is about. */
export interface AnalysedEndpoint {
  readonly result: EndpointResult;
  readonly tested: Estimable<Difference>;
}

export type ComparisonValue = Comparison['value'];
export type ConditionValue = EndpointResult['conditions'][number]['value'];

/** What the plan says of an endpoint, where nothing is computed yet. */
export function endpointHead({
  endpoint,
  pair,
}: EndpointContext): Pick<
  EndpointResult,
  'id' | 'figure' | 'role' | 'title' | 'unit' | 'set' | 'hypothesis' | 'beside'
> & { readonly pair: { readonly from: string; readonly to: string } } {
  const { id, figure, role } = endpoint;
  return { id, figure, role, title: figureTitle(endpoint), unit: null, set: null, hypothesis: null, beside: [], pair };
}

/** An endpoint of which nothing can be said but why. */
export function withoutResult(
  context: EndpointContext,
  reason: string,
  method: string,
  source: string,
): AnalysedEndpoint {
  const { pair, ...head } = endpointHead(context);
  return {
    result: {
      ...head,
      method,
      source,
      conditions: context.plan.conditions.map((condition) => ({ condition, value: notEstimable(reason) })),
      readers: [],
      comparison: {
        kind: context.endpoint.figure === 'time' ? 'ratio' : 'difference',
        ...pair,
        value: notEstimable(reason),
      },
      warnings: [],
    },
    tested: notEstimable(reason),
  };
}

/** An inference as the contract holds it: degrees of freedom without bound, or any number that is none, are null. */
export function comparisonValue(
  value: Estimable<Difference & { statistic: number; p: number; ci: readonly [number, number] }>,
): ComparisonValue {
  if (!isEstimated(value)) return notEstimable(value.reason);
  const { estimate, se, df, statistic, p, ci } = value;
  if (!Number.isFinite(estimate)) return notEstimable('the difference is not a finite number');
  return estimated({
    estimate,
    se: finite(se),
    df: finite(df),
    statistic: finite(statistic),
    p: finite(p),
    ci: intervalOrNull(ci),
  });
}

export function conditionEstimate(value: Estimable<Interval>): ConditionValue {
  if (!isEstimated(value)) return notEstimable(value.reason);
  return estimated({ estimate: value.estimate, se: finite(value.se), ci: intervalOrNull(value.ci) });
}

export const NO_READS = 'not every compared condition has answered reads';
