import type { SupportingAnalysis } from '@lectern/contracts';
import type { MrmcData } from '../data/index.js';
import { withoutResult, type AnalysedEndpoint } from './analysed-endpoint.js';
import { besideProportions } from './binary-beside.js';
import { endpointReads, hasIntercurrentEvents, type EndpointReads } from './estimand-of-plan.js';
import { incompleteReads } from './incomplete-reads.js';
import { mrmcEndpoint } from './mrmc-endpoint.js';
import { accuracyFigure } from './planned-figures.js';
import { standaloneAi } from './standalone-ai.js';
import type { EndpointContext } from './study-data.js';

/** A figure of decisions or ratings by the plan's estimand, and what stands beside it. @see mrmcEndpoint */
export function accuracyEndpoint(context: EndpointContext): AnalysedEndpoint {
  const { pair, plan } = context;
  const compared = endpointReads(context, [pair.to, pair.from]);
  const figure = accuracyFigure(context.endpoint, prevalenceOf(context));
  if (typeof figure === 'string') return withoutResult(context, figure, 'None', '');
  const analysed = mrmcEndpoint({ context, figure, study: (conditions) => studyOf(context, conditions) });
  if (!compared) return analysed;
  const { data, set } = compared;
  return {
    ...analysed,
    result: {
      ...analysed.result,
      set,
      beside: context.alone
        ? []
        : [
            ...analysed.result.beside,
            ...(data ? proportions(context, data) : []),
            ...(data ? standaloneAi(context, figure, data) : []),
            ...(hasIntercurrentEvents(compared) ? [incompleteReads(compared, figure, context)] : []),
          ],
      warnings: [...analysed.result.warnings, ...set.warnings, ...(plan.estimand ? [] : leftOutWarning(compared))],
    },
  };
}

function studyOf(context: EndpointContext, conditions: readonly string[]): MrmcData | null {
  const data = endpointReads(context, conditions)?.data ?? null;
  return data?.treatments.length === conditions.length ? data : null;
}

/** Share of positive cases among those of the study. */
function prevalenceOf({ reads: { rows, incomplete = [] } }: EndpointContext): number {
  const truths = new Map([...rows, ...incomplete].map((read) => [read.case, read.truth]));
  return truths.size === 0 ? 0 : [...truths.values()].filter(Boolean).length / truths.size;
}

function proportions({ endpoint, pair, plan }: EndpointContext, data: MrmcData): SupportingAnalysis[] {
  const { figure, threshold = 1 } = endpoint;
  if (figure !== 'sensitivity' && figure !== 'specificity') return [];
  return besideProportions(data, { positive: figure === 'sensitivity', threshold, pair, alpha: plan.alpha });
}

function leftOutWarning({ assigned }: EndpointReads): string[] {
  return assigned.some(({ outcome }) => outcome.kind !== 'completed')
    ? ['The plan names no rule for reads without an answer: they are left out']
    : [];
}
