import type { EndpointResult, ReadRow, Statistic, SupportingAnalysis } from '@lectern/contracts';
import { estimated, isEstimated, notEstimable, type Estimable } from '../data/index.js';
import { analyzeTime, type TimeAnalysis, type TimedReading, type TimeRatio } from '../time/index.js';
import { comparisonValue, endpointHead, type AnalysedEndpoint, type ComparisonValue, type ConditionValue } from './analysed-endpoint.js'; // prettier-ignore
import { rowsOfPlan } from './estimand-of-plan.js';
import { finite, known, statistic, supporting, type Known } from './statistic.js';
import { readsIn, type EndpointContext } from './study-data.js';

/**
 * Geometric mean reading times and their ratio: linear mixed model of log seconds on condition and session with crossed
 * random effects of reader, case and reader by condition (REML, Satterthwaite). Beside it: medians, session and
 * carry-over, the readers' means without a model, and the ratio by the other rule of what counts as time.
 */
export function timeEndpoint(context: EndpointContext): AnalysedEndpoint {
  const { pair, plan } = context;
  const rows = rowsOfPlan(context);
  const own = timedReads(readsIn(rows, [pair.to, pair.from]));
  const time = analyze(own, [pair.to, pair.from], context);
  const others = plan.conditions.filter((condition) => condition !== pair.from && condition !== pair.to);
  const whole =
    others.length > 0 ? analyze(timedReads(readsIn(rows, plan.conditions)), plan.conditions, context) : null;
  const [ratio] = time.ratios as [TimeRatio];
  const { pair: compared, ...head } = endpointHead(context);
  return {
    result: {
      ...head,
      title: `${head.title} (${plan.primaryTime}), geometric mean`,
      unit: 's',
      method:
        'Linear mixed model of log seconds on condition and session; random reader, case and reader x condition; REML, Satterthwaite degrees of freedom',
      source: time.source,
      conditions: plan.conditions.map((condition) => ({
        condition,
        value: geometricMean(others.includes(condition) && whole ? whole : time, condition),
      })),
      readers: readerMeans(own, plan.primaryTime),
      comparison: { kind: 'ratio', ...compared, value: ratioValue(ratio.result) },
      beside: [...besideTime(time, ratio), ...(whole ? [allRatios(whole)] : [])],
      warnings: time.warnings,
    },
    tested: isEstimated(ratio.result)
      ? estimated({ estimate: ratio.result.logEstimate, se: ratio.result.se, df: ratio.result.df })
      : notEstimable(ratio.result.reason),
  };
}

function analyze(
  reads: readonly TimedReading[],
  conditions: readonly string[],
  { plan }: EndpointContext,
): TimeAnalysis {
  return analyzeTime(reads, { rule: plan.primaryTime, conditions, alpha: plan.alpha });
}

function timedReads(rows: readonly ReadRow[]): TimedReading[] {
  return rows.map((row) => ({
    reader: `${row.reader}`,
    case: `${row.case}`,
    condition: row.condition,
    period: `${row.session}`,
    truth: row.truth ? 1 : 0,
    seconds: { active: row.activeSeconds, elapsed: row.elapsedSeconds, ...otherIdleLimits(row) },
  }));
}

/** Active time as it would be with another idle limit, in seconds, or with none: rules of their own. */
function otherIdleLimits({ activeByIdleLimit = {} }: ReadRow): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(activeByIdleLimit).map(([limit, seconds]) => [
      limit === 'none' ? 'active (no idle limit)' : `active (idle limit ${limit} s)`,
      seconds,
    ]),
  );
}

function geometricMean({ conditions }: TimeAnalysis, condition: string): ConditionValue {
  const found = conditions.find((one) => one.condition === condition)?.geometricMean;
  if (!found) return notEstimable('no timed reads');
  if (!isEstimated(found)) return found;
  return estimated({ estimate: found.estimate, se: null, ci: [found.ci[0], found.ci[1]] as [number, number] });
}

/** Statistic, df and p are those of the log ratio. */
function ratioValue(result: TimeRatio['result']): ComparisonValue {
  if (!isEstimated(result)) return result;
  const value = comparisonValue(estimated({ ...result, estimate: result.ratio, statistic: result.t }));
  return value.status === 'estimated' ? { ...value, se: null } : value;
}

function readerMeans(reads: readonly TimedReading[], rule: 'active' | 'elapsed'): EndpointResult['readers'] {
  const usable = reads.filter(({ seconds }) => (seconds[rule] ?? 0) > 0);
  const groups = Map.groupBy(usable, ({ reader, condition }) => JSON.stringify([reader, condition]));
  return [...groups.values()].map((own) => {
    const { reader, condition } = own[0] as TimedReading;
    const mean = own.reduce((sum, { seconds }) => sum + Math.log(seconds[rule] as number), 0) / own.length;
    return { reader: Number(reader), condition, value: estimated({ estimate: Math.exp(mean) }) };
  });
}

function besideTime(time: TimeAnalysis, ratio: TimeRatio): SupportingAnalysis[] {
  return [medians(time), sessions(time), variances(time), readerLevel(ratio), otherRules(time)];
}

function medians({ conditions }: TimeAnalysis): SupportingAnalysis {
  const rows = conditions.flatMap(({ condition, reads, median, quartiles }): Statistic[] => [
    median === null
      ? statistic(condition, 'median, s', notEstimable('no timed reads'))
      : known(condition, 'median, s', { estimate: median, n: reads }),
    ...(quartiles
      ? [
          known(condition, 'lower quartile, s', { estimate: quartiles[0] }),
          known(condition, 'upper quartile, s', { estimate: quartiles[1] }),
        ]
      : []),
  ]);
  return supporting(
    {
      id: 'medians',
      title: 'Medians and quartiles',
      method: 'Of single reads, readers and cases together; description, no inference',
      source: 'Hyndman and Fan 1996, definition 7',
    },
    rows,
  );
}

/** What later sessions change, and whether the change depends on the condition. */
function sessions({ period, carryOver }: TimeAnalysis): SupportingAnalysis {
  const ratioOf = (term: string, { estimate, df, t, p, ci }: TimeAnalysis['period'][number]): Statistic =>
    known(term, 'ratio', { estimate: Math.exp(estimate), df, statistic: t, p, ci: [Math.exp(ci[0]), Math.exp(ci[1])] });
  const effects = isEstimated(carryOver)
    ? carryOver.effects.map((effect) => ratioOf(effect.term, effect))
    : [statistic('carry-over', 'ratio', carryOver)];
  return supporting(
    {
      id: 'sessions',
      title: 'Session and carry-over',
      inference: 'random readers, random cases',
      method:
        'Later sessions over the first, in the model of the ratio; carry-over as session by condition, in a model of its own',
      source: 'Jones and Kenward 2014, chapter 2',
    },
    [...period.map((effect) => ratioOf(effect.term.replace('period', 'session'), effect)), ...effects],
  );
}

function variances({ model }: TimeAnalysis): SupportingAnalysis {
  const rows = isEstimated(model)
    ? model.random.map(({ group, sd }) => known(group, 'standard deviation, log seconds', { estimate: sd }))
    : [statistic('model', 'standard deviation, log seconds', model)];
  return supporting(
    {
      id: 'variance-components',
      title: 'Variance components',
      method: 'Restricted maximum likelihood',
      source: 'Bates et al. 2015',
    },
    rows,
  );
}

function readerLevel({ a, b, readerLevel: { pairedT, wilcoxon } }: TimeRatio): SupportingAnalysis {
  const label = `${a} / ${b}`;
  const exponential: Estimable<Known> = isEstimated(pairedT)
    ? {
        ...pairedT,
        estimate: Math.exp(pairedT.estimate),
        se: null,
        ci: [Math.exp(pairedT.ci[0]), Math.exp(pairedT.ci[1])],
        n: pairedT.pairs,
      }
    : pairedT;
  const ranks: Estimable<Known> = isEstimated(wilcoxon)
    ? estimated({ statistic: wilcoxon.statistic, p: wilcoxon.p, n: wilcoxon.pairs })
    : wilcoxon;
  return supporting(
    {
      id: 'reader-level',
      title: "Readers' means, without a model",
      inference: 'random readers, fixed cases',
      method: "Paired t and Wilcoxon's signed rank test of the readers' mean log seconds",
      source: 'Student 1908; Wilcoxon 1945',
    },
    [statistic(label, 'ratio, paired t', exponential), statistic(label, 'Wilcoxon signed rank', ranks)],
    isEstimated(wilcoxon) ? wilcoxon.warnings : [],
  );
}

/** The same model with the time that the other rule counts: idle time is the difference between them. */
function otherRules({ sensitivity, flagged }: TimeAnalysis): SupportingAnalysis {
  const rows = sensitivity.flatMap(({ rule, ratios }) =>
    ratios.map(({ a, b, result }) => statistic(`${rule} time, ${a} / ${b}`, 'ratio', ratioKnown(result))),
  );
  const left = new Map<string, number>();
  for (const { rule, reason } of flagged) left.set(`${rule}, ${reason}`, (left.get(`${rule}, ${reason}`) ?? 0) + 1);
  return supporting(
    {
      id: 'idle-rule',
      title: 'Sensitivity to the rule of what counts as time',
      inference: 'random readers, random cases',
      method: 'The same mixed model with every other measured time (active: without hidden time and time idle beyond the limit; elapsed: with both)', // prettier-ignore
      source: 'Bates et al. 2015',
    },
    rows,
    [...left].map(([which, count]) => `${count} reads are left out (${which})`),
  );
}

function allRatios({ ratios }: TimeAnalysis): SupportingAnalysis {
  return supporting(
    {
      id: 'all-pairs',
      title: 'All conditions together',
      inference: 'random readers, random cases',
      method: 'One mixed model of all conditions',
      source: 'Bates et al. 2015',
    },
    ratios.map(({ a, b, result }) => statistic(`${a} / ${b}`, 'ratio', ratioKnown(result))),
  );
}

function ratioKnown(result: TimeRatio['result']): Estimable<Known> {
  if (!isEstimated(result)) return result;
  const { ratio, df, t, p, ci } = result;
  return estimated({ estimate: ratio, df: finite(df), statistic: t, p, ci });
}
