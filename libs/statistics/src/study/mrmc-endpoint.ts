import type { EndpointResult, SupportingAnalysis } from '@lectern/contracts';
import { estimated, notEstimable, type ReaderStudy } from '../data/index.js';
import type { Figure } from '../figures/index.js';
import { analyzeMrmc, type MrmcResult, type TreatmentDifference } from '../mrmc/index.js';
import { comparisonValue, conditionEstimate, endpointHead, NO_READS, withoutResult, type AnalysedEndpoint, type ConditionValue } from './analysed-endpoint.js'; // prettier-ignore
import { allPairs, fixedEffects, readerDifferences, uStatistics, varianceComponents } from './mrmc-beside.js';
import type { EndpointContext } from './study-data.js';

/** A figure of merit of an endpoint, and the reads from which it is computed. */
export interface MrmcEndpoint<S extends ReaderStudy> {
  readonly context: EndpointContext;
  readonly figure: Figure<S>;
  /** The reads under these conditions, in their order; null where one of them has none. */
  readonly study: (conditions: readonly string[]) => S | null;
}

/**
 * Reader-averaged figure of merit in each condition and its difference between two: Obuchowski-Rockette, readers and
 * cases random (one reader: cases alone), DeLong covariances where the figure has placement values, else jackknife.
 * Beside it: fixed readers, fixed cases, U-statistics, variance components, each reader, all pairs of conditions.
 */
export function mrmcEndpoint<S extends ReaderStudy>(input: MrmcEndpoint<S>): AnalysedEndpoint {
  const { context, figure } = input;
  const { pair, plan } = context;
  const study = input.study([pair.to, pair.from]);
  const result = study && analyzeMrmc(study, { figure, alpha: plan.alpha });
  const found = result && primaryDifference(result, pair);
  if (!study || !result || !found) {
    const empty = withoutResult(context, NO_READS, METHOD, figure.source);
    return { ...empty, result: { ...empty.result, conditions: conditionsOf(input, null) } };
  }
  const { pair: compared, ...head } = endpointHead(context);
  const alone = found.analysis === 'FRRC';
  return {
    result: {
      ...head,
      method: alone
        ? `Obuchowski-Rockette, one reader, random cases, covariance by ${result.covariance}`
        : `${METHOD}, covariance by ${result.covariance}, Hillis degrees of freedom`,
      source: result.source.join('; '),
      conditions: conditionsOf(input, result),
      readers: readersOf(result),
      comparison: { kind: 'difference', ...compared, value: comparisonValue(found) },
      beside: context.alone ? [] : besideOf(input, study, result),
      warnings: [...result.warnings, ...intervalWarnings(result), ...(alone ? [ONE_READER] : [])],
    },
    tested: found,
  };
}

const METHOD = 'Obuchowski-Rockette, random readers and cases';
const ONE_READER = 'One reader: the result applies to this reader alone';

function besideOf<S extends ReaderStudy>(
  { context, figure, study: studyOf }: MrmcEndpoint<S>,
  study: S,
  result: MrmcResult,
): SupportingAnalysis[] {
  const { plan } = context;
  const whole = plan.conditions.length > 2 ? studyOf(plan.conditions) : null;
  return [
    fixedEffects(result),
    ...uStatistics(study, figure, plan.alpha),
    readerDifferences(result),
    varianceComponents(result),
    ...(whole ? [allPairs(whole, figure, plan.alpha)] : []),
  ];
}

/** Random readers and cases; of a single reader, cases alone. */
function primaryDifference(
  { differences, readers }: MrmcResult,
  pair: { from: string; to: string },
): TreatmentDifference | undefined {
  // prettier-ignore
  const own = differences.filter(({ a, b }) => a === pair.to && b === pair.from);
  const single = new Set(readers.map(({ reader }) => reader)).size === 1;
  return own.find(({ analysis }) => analysis === (single ? 'FRRC' : 'RRRC')) ?? own[0];
}

/** The compared conditions from their analysis, each other one from its own. */
function conditionsOf<S extends ReaderStudy>(
  { context, figure, study }: MrmcEndpoint<S>,
  result: MrmcResult | null,
): EndpointResult['conditions'] {
  return context.plan.conditions.map((condition) => {
    if (result?.treatments.some(({ treatment }) => treatment === condition))
      return { condition, value: conditionValue(result, condition) };
    const alone = study([condition]);
    if (!alone) return { condition, value: notEstimable('no answered reads') };
    return { condition, value: conditionValue(analyzeMrmc(alone, { figure, alpha: context.plan.alpha }), condition) };
  });
}

/** The mean over readers with its interval; where the interval is not determined (all readers alike, say), the mean alone. */
function conditionValue(result: MrmcResult, condition: string): ConditionValue {
  const found = result.treatments.find(({ treatment }) => treatment === condition);
  if (!found) return notEstimable(NO_READS);
  if (found.status === 'estimated') return conditionEstimate(found);
  const readers = result.readers.filter(({ treatment }) => treatment === condition);
  const estimates = readers.flatMap((reader) => (reader.status === 'estimated' ? [reader.estimate] : []));
  if (estimates.length === 0 || estimates.length < readers.length) return notEstimable(found.reason);
  const mean = estimates.reduce((sum, value) => sum + value, 0) / estimates.length;
  return estimated({ estimate: mean, se: null, ci: null });
}

function readersOf({ readers }: MrmcResult): EndpointResult['readers'] {
  return readers.map((each) => ({
    reader: Number(each.reader),
    condition: each.treatment,
    value: each.status === 'estimated' ? estimated({ estimate: each.estimate }) : notEstimable(each.reason),
  }));
}

/** Why a condition's mean stands without an interval. */
function intervalWarnings({ treatments }: MrmcResult): string[] {
  return treatments.flatMap((each) =>
    each.status === 'estimated' ? [] : [`No interval for ${each.treatment}: ${each.reason}`],
  );
}
