import type { EndpointResult } from '@lectern/contracts';
import { isEstimated, notEstimable } from '../data/index.js';
import { fromRows } from '../linear-algebra/index.js';
import { type FixedEffect, fitLinearMixedModel } from '../mixed-models/index.js';
import { comparedReads, type PlannedEndpoint, secondsOf, type StudyData } from './study-data.js';

/**
 * Geometric mean reading times and their ratio: linear mixed model of log seconds on condition with crossed random effects of reader, case and reader by
 * condition (REML, Satterthwaite).
 */
export function timeEndpoint(data: StudyData, { endpoint }: PlannedEndpoint): EndpointResult {
  const { from, to } = data.comparison;
  const timed = comparedReads(data).flatMap((row) => {
    const seconds = secondsOf(row, data.primaryTime);
    return seconds === null
      ? []
      : [{ reader: row.reader, case: row.case, condition: row.condition, log: Math.log(seconds) }];
  });
  const untimed = comparedReads(data).length - timed.length;
  const both = [from, to].every((condition) => timed.some((read) => read.condition === condition));
  const fit = both
    ? fitLinearMixedModel({
        response: timed.map(({ log }) => log),
        fixed: fromRows(timed.map(({ condition }) => [1, condition === to ? 1 : 0])),
        terms: ['intercept', 'condition'],
        random: [
          { group: 'case', levels: timed.map((read) => read.case) },
          { group: 'reader', levels: timed.map(({ reader }) => reader) },
          { group: 'reader:condition', levels: timed.map(({ reader, condition }) => `${reader} ${condition}`) },
        ],
        contrasts: [{ name: to, weights: [1, 1] }],
        alpha: data.alpha,
      })
    : notEstimable('not every compared condition has timed reads');
  const effects = isEstimated(fit) ? { [from]: fit.fixed[0], [to]: fit.contrasts[0] } : {};
  return {
    id: endpoint.id,
    figure: endpoint.figure,
    role: endpoint.role,
    title: `Interpretation time (${data.primaryTime}), geometric mean`,
    unit: 's',
    method:
      'Linear mixed model of log seconds; random reader, case and reader x condition; REML, Satterthwaite degrees of freedom',
    source: 'Bates et al., J Stat Softw 2015; Satterthwaite 1946; Kuznetsova et al., J Stat Softw 2017',
    conditions: [from, to].map((condition) => ({
      condition,
      value: isEstimated(fit) ? geometric(effects[condition]) : fit,
    })),
    readers: readerMeans(timed),
    comparison: { kind: 'ratio', from, to, value: isEstimated(fit) ? ratio(fit.fixed[1]) : fit },
    warnings: [
      ...(isEstimated(fit) ? fit.warnings : []),
      ...(untimed > 0 ? [`${untimed} reads have no time and are left out`] : []),
    ],
  };
}

function geometric(effect: FixedEffect | undefined): EndpointResult['conditions'][number]['value'] {
  if (!effect) return notEstimable('the model has no such term');
  return {
    status: 'estimated',
    estimate: Math.exp(effect.estimate),
    se: null,
    ci: [Math.exp(effect.ci[0]), Math.exp(effect.ci[1])],
  };
}

/** Statistic, df and p are those of the log ratio. */
function ratio(effect: FixedEffect | undefined): EndpointResult['comparison']['value'] {
  if (!effect) return notEstimable('the model has no such term');
  const { estimate, df, t, p, ci } = effect;
  return {
    status: 'estimated',
    estimate: Math.exp(estimate),
    se: null,
    df: Number.isFinite(df) ? df : null,
    statistic: t,
    p,
    ci: [Math.exp(ci[0]), Math.exp(ci[1])],
  };
}

function readerMeans(timed: readonly { reader: number; condition: string; log: number }[]): EndpointResult['readers'] {
  const groups = Map.groupBy(timed, ({ reader, condition }) => JSON.stringify([reader, condition]));
  return [...groups.values()].map((reads) => {
    const { reader, condition } = reads[0] as (typeof timed)[number];
    return {
      reader,
      condition,
      value: { status: 'estimated', estimate: Math.exp(reads.reduce((sum, { log }) => sum + log, 0) / reads.length) },
    };
  });
}
