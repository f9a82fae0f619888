import type { CellCovariance } from '../covariance/index.js';
import { at } from '../linear-algebra/index.js';
import type { Estimable } from '../data/estimable.js';
import { fTest, inferenceOf, intervalOf, type Interval } from './inference.js';
import { treatmentPairs, type OrInference } from './obuchowski-rockette.js';
import { average } from './or-components.js';

/** Readers of one treatment each: figures by treatment, and which rows of the covariance they are. */
export interface NestedReaders {
  readonly treatments: readonly string[];
  /** By treatment: positions in `cells.estimates`. */
  readonly members: readonly (readonly number[])[];
  readonly cells: CellCovariance;
}

/**
 * Obuchowski-Rockette analysis where each reader reads under one treatment only (Hillis, Stat Med 2014, section 6), for
 * random readers and cases. Groups may differ in size.
 */
export function orReadersNested(
  study: NestedReaders,
  { alpha = 0.05, range }: { alpha?: number; range?: readonly [number, number] } = {},
): OrInference & {
  readonly components: { readonly reader: number; readonly error: number; cov2: number; cov3: number };
} {
  const { treatments, members, cells } = study;
  const groups = members.map((rows) => rows.map((row) => cells.estimates[row]!));
  const means = groups.map((values) => average(values));
  const total = groups.flat().length;
  const within = groups.flatMap((values, t) => values.map((value) => (value - means[t]!) ** 2)).reduce(plus, 0);
  const ms = within / (total - treatments.length);
  const grand = average(groups.flat());
  const msTreatment =
    groups.map((values, t) => values.length * (means[t]! - grand) ** 2).reduce(plus, 0) / (treatments.length - 1);
  const { error, cov2, cov3 } = errorsOf(study);
  const size = (total - groups.reduce((sum, values) => sum + values.length ** 2, 0) / total) / (treatments.length - 1);
  const term = ms + size * Math.max(cov2 - cov3, 0);
  const df = term ** 2 / (ms ** 2 / (total - treatments.length));
  return {
    means: treatments.map((treatment, t) => ({ analysis: 'RRRC', treatment, ...groupMean(study, t, alpha, range) })),
    tests: [{ analysis: 'RRRC', ...fTest(msTreatment, term, treatments.length - 1, df) }],
    differences: treatmentPairs(treatments).map(([i, j]) => ({
      analysis: 'RRRC',
      a: treatments[i]!,
      b: treatments[j]!,
      ...inferenceOf(means[i]! - means[j]!, (1 / groups[i]!.length + 1 / groups[j]!.length) * term, df, alpha),
    })),
    readerDifferences: [],
    warnings: cov2 < cov3 ? [`cov2 - cov3 is estimated as ${(cov2 - cov3).toPrecision(4)} and taken as zero (Hillis 2014)`] : [],
    components: { reader: ms - error + cov2, error, cov2, cov3 },
  };
}

function groupMean(
  { members, cells }: NestedReaders,
  treatment: number,
  alpha: number,
  range?: readonly [number, number],
): Estimable<Interval> {
  const rows = members[treatment]!;
  const values = rows.map((row) => cells.estimates[row]!);
  const mean = average(values);
  const ms = values.map((value) => (value - mean) ** 2).reduce(plus, 0) / (rows.length - 1);
  const pairs = rows.flatMap((row) =>
    rows.filter((other) => other !== row).map((other) => at(cells.covariance, row, other)),
  );
  const term = ms + rows.length * Math.max(pairs.length > 0 ? average(pairs) : 0, 0);
  return intervalOf(mean, term / rows.length, term ** 2 / (ms ** 2 / (rows.length - 1)), alpha, range);
}

/** Averages over pairs of readers of one treatment (cov2) and of two (cov3). */
function errorsOf({ members, cells }: NestedReaders): { error: number; cov2: number; cov3: number } {
  const own: number[] = [];
  const same: number[] = [];
  const other: number[] = [];
  members.forEach((rows, t) =>
    rows.forEach((row) =>
      members.forEach((columns, u) =>
        columns.forEach((column) =>
          (row === column ? own : t === u ? same : other).push(at(cells.covariance, row, column)),
        ),
      ),
    ),
  );
  return { error: average(own), cov2: same.length > 0 ? average(same) : 0, cov3: average(other) };
}

function plus(a: number, b: number): number {
  return a + b;
}
