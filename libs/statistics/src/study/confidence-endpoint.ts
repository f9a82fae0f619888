import type { EndpointResult, ReadRow } from '@lectern/contracts';
import { estimated, notEstimable } from '../data/index.js';
import { tQuantile, tTwoSidedP } from '../distributions/index.js';
import { comparedReads, numberOf, type PlannedEndpoint, type StudyData } from './study-data.js';

/** Which reads count: all, or those whose decision agrees (or not) with the reference standard. */
export interface ConfidenceSubset {
  readonly id: string;
  readonly title: string;
  readonly includes: (row: ReadRow) => boolean;
}

/** Mean confidence, averaged over readers; the difference by a paired t test of the readers' means, readers random. */
export function confidenceEndpoint(
  data: StudyData,
  { endpoint, question }: PlannedEndpoint,
  subset?: ConfidenceSubset,
): EndpointResult {
  const { from, to } = data.comparison;
  const rows = comparedReads(data).filter((row) => subset?.includes(row) ?? true);
  const means = readerMeans(rows, question ?? '');
  const readers = [...new Set(means.map(({ reader }) => reader))];
  const meanOf = (reader: number, condition: string): number | undefined =>
    means.find((each) => each.reader === reader && each.condition === condition)?.mean;
  const pairs = readers.flatMap((reader) => {
    const [a, b] = [meanOf(reader, from), meanOf(reader, to)];
    return a === undefined || b === undefined ? [] : [{ reader, a, b }];
  });
  const overall = (values: readonly number[]): EndpointResult['conditions'][number]['value'] => {
    const t = oneSampleT(values, data.alpha);
    return t.status === 'estimated' ? { status: 'estimated', estimate: t.estimate, se: t.se, ci: t.ci } : t;
  };
  return {
    id: subset ? `${endpoint.id}-${subset.id}` : endpoint.id,
    figure: endpoint.figure,
    role: subset ? 'supporting' : endpoint.role,
    title: `Confidence, mean${subset ? `, ${subset.title}` : ''}`,
    unit: null,
    method: "Paired t test of the readers' mean confidence (readers random)",
    source: 'Student 1908; reader-level analysis as in Obuchowski, AJR 1995',
    conditions: [
      { condition: from, value: overall(pairs.map(({ a }) => a)) },
      { condition: to, value: overall(pairs.map(({ b }) => b)) },
    ],
    readers: means.map(({ reader, condition, mean }) => ({
      reader,
      condition,
      value: { status: 'estimated', estimate: mean },
    })),
    comparison: {
      kind: 'difference',
      from,
      to,
      value: oneSampleT(
        pairs.map(({ a, b }) => b - a),
        data.alpha,
      ),
    },
    warnings:
      pairs.length < readers.length
        ? [`${readers.length - pairs.length} readers have such reads in one condition only and are left out`]
        : [],
  };
}

function readerMeans(
  rows: readonly ReadRow[],
  question: string,
): { reader: number; condition: string; mean: number }[] {
  const rated = rows.flatMap((row) => {
    const level = numberOf(row.answers[question]);
    return level === null ? [] : [{ reader: row.reader, condition: row.condition, level }];
  });
  return [...Map.groupBy(rated, ({ reader, condition }) => JSON.stringify([reader, condition])).values()].map(
    (group) => {
      const { reader, condition } = group[0] as (typeof rated)[number];
      return { reader, condition, mean: group.reduce((sum, { level }) => sum + level, 0) / group.length };
    },
  );
}

function oneSampleT(values: readonly number[], alpha: number): EndpointResult['comparison']['value'] {
  const n = values.length;
  if (n < 2)
    return notEstimable(
      n === 0 ? 'no reader has such reads in both conditions' : 'one reader alone has no variance between readers',
    );
  const estimate = values.reduce((sum, value) => sum + value, 0) / n;
  const se = Math.sqrt(values.reduce((sum, value) => sum + (value - estimate) ** 2, 0) / (n - 1) / n);
  if (se === 0) return notEstimable('all readers have the same mean');
  const reach = se * tQuantile(1 - alpha / 2, n - 1);
  const statistic = estimate / se;
  return estimated({
    estimate,
    se,
    df: n - 1,
    statistic,
    p: tTwoSidedP(statistic, n - 1),
    ci: [estimate - reach, estimate + reach] as [number, number],
  });
}
