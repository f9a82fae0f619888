import type { ReadRow, Statistic, SupportingAnalysis } from '@lectern/contracts';
import { analyzeConfidence, type ConfidenceAnswer, type ConfidenceComparison, type ConfidenceStratum } from '../confidence/index.js'; // prettier-ignore
import { estimated, isEstimated, notEstimable } from '../data/index.js';
import { pairedT } from '../paired/index.js';
import { comparisonValue, endpointHead, type AnalysedEndpoint, type ConditionValue } from './analysed-endpoint.js';
import { rowsOfPlan } from './estimand-of-plan.js';
import { known, statistic, supporting } from './statistic.js';
import { numberOf, readsIn, type EndpointContext } from './study-data.js';

/** Which reads count: all, or those whose decision agrees (or not) with the reference standard. */
export interface ConfidenceSubset {
  readonly id: string;
  readonly title: string;
  readonly includes: (row: ReadRow) => boolean;
}

/**
 * Mean confidence, averaged over readers; the difference by a paired t test of the readers' means, readers random. Beside
 * it the cumulative logit model with random readers and cases, which takes levels as ordered only.
 */
export function confidenceEndpoint(context: EndpointContext, subset?: ConfidenceSubset): AnalysedEndpoint {
  const { endpoint, pair, plan } = context;
  const rows = readsIn(rowsOfPlan(context), plan.conditions).filter((row) => subset?.includes(row) ?? true);
  const answers = answersOf(rows, endpoint.question ?? '');
  const compared = answers.filter(({ condition }) => condition === pair.from || condition === pair.to);
  const [stratum] = analyzeConfidence(compared, { conditions: [pair.to, pair.from], alpha: plan.alpha }).strata as [ConfidenceStratum]; // prettier-ignore
  const [comparison] = stratum.comparisons as [ConfidenceComparison];
  const readers = readerMeans(answers);
  const { pair: ids, ...head } = endpointHead(context);
  return {
    result: {
      ...head,
      id: subset ? `${endpoint.id}-${subset.id}` : endpoint.id,
      role: subset ? 'supporting' : endpoint.role,
      title: `${head.title}${subset ? `, ${subset.title}` : ''}`,
      method: "Paired t test of the readers' mean confidence (readers random)",
      source: 'Student 1908; reader-level analysis as in Obuchowski, AJR 1995',
      conditions: plan.conditions.map((condition) => ({
        condition,
        value: meanOverReaders(readers.filter((each) => each.condition === condition).map(({ mean }) => mean), plan.alpha), // prettier-ignore
      })),
      readers: readers.map(({ reader, condition, mean }) => ({
        reader,
        condition,
        value: estimated({ estimate: mean }),
      })),
      comparison: { kind: 'difference', ...ids, value: comparisonValue(comparison.readerLevel) },
      beside: context.alone ? [] : [ordinalModels(comparison), levels(stratum)],
      warnings: pairWarnings(readers, pair),
    },
    tested: comparison.readerLevel,
  };
}

function answersOf(rows: readonly ReadRow[], question: string): ConfidenceAnswer[] {
  return rows.flatMap((row) => {
    const confidence = numberOf(row.answers[question]);
    return confidence === null
      ? []
      : [{ reader: `${row.reader}`, case: `${row.case}`, condition: row.condition, confidence }];
  });
}

interface ReaderMean {
  readonly reader: number;
  readonly condition: string;
  readonly mean: number;
}

function readerMeans(answers: readonly ConfidenceAnswer[]): ReaderMean[] {
  const groups = Map.groupBy(answers, ({ reader, condition }) => JSON.stringify([reader, condition]));
  return [...groups.values()].map((group) => {
    const { reader, condition } = group[0] as ConfidenceAnswer;
    const mean = group.reduce((sum, { confidence }) => sum + confidence, 0) / group.length;
    return { reader: Number(reader), condition, mean };
  });
}

function meanOverReaders(means: readonly number[], alpha: number): ConditionValue {
  if (means.length === 0) return notEstimable('no such reads');
  const t = pairedT(means, alpha);
  if (isEstimated(t)) return estimated({ estimate: t.estimate, se: t.se, ci: t.ci });
  return estimated({ estimate: means.reduce((sum, mean) => sum + mean, 0) / means.length, se: null, ci: null });
}

function pairWarnings(means: readonly ReaderMean[], { from, to }: { from: string; to: string }): string[] {
  const readersOf = (condition: string): Set<number> =>
    new Set(means.filter((each) => each.condition === condition).map(({ reader }) => reader));
  const [inFrom, inTo] = [readersOf(from), readersOf(to)];
  const single =
    [...inFrom].filter((reader) => !inTo.has(reader)).length + [...inTo].filter((reader) => !inFrom.has(reader)).length;
  return single > 0
    ? [`${single} readers have such reads in one condition only and are left out of the comparison`]
    : [];
}

function ordinalModels({ a, b, mixed, fixed }: ConfidenceComparison): SupportingAnalysis {
  const rows = [
    { name: 'random readers and cases', odds: mixed },
    { name: 'without random effects', odds: fixed },
  ].flatMap(({ name, odds }): Statistic[] => {
    const label = `${a} / ${b}, ${name}`;
    if (!isEstimated(odds)) return [statistic(label, 'odds ratio of higher confidence', odds)];
    const { oddsRatio, ci, z, p, model } = odds;
    return [
      known(label, 'odds ratio of higher confidence', {
        estimate: oddsRatio,
        ci,
        statistic: z,
        p,
        n: model.observations,
      }),
      ...model.random.map(({ group, sd }) => known(`${group}, ${name}`, 'standard deviation, logit', { estimate: sd })),
    ];
  });
  const warnings = [mixed, fixed].flatMap((odds) => (isEstimated(odds) ? odds.model.warnings : []));
  return supporting(
    {
      id: 'ordinal-model',
      title: 'Ordinal model',
      inference: 'random readers, random cases',
      method:
        'Cumulative logit (proportional odds) mixed model by Laplace approximation; the same without random effects',
      source: 'Agresti, Analysis of Ordinal Categorical Data, 2010; Christensen, ordinal, 2019',
    },
    rows,
    warnings,
  );
}

function levels({ conditions }: ConfidenceStratum): SupportingAnalysis {
  return supporting(
    { id: 'levels', title: 'Reads by level', method: 'Counts', source: 'Description' },
    conditions.flatMap(({ condition, counts }) =>
      counts.map(({ confidence, reads }) => known(`${condition}, level ${confidence}`, 'reads', { estimate: reads })),
    ),
  );
}
