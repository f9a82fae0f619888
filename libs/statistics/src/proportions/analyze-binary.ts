import type { Estimable } from '../data/estimable.js';
import { countRepeats } from '../data/repeats.js';
import { zeros } from '../linear-algebra/index.js';
import { clusterOf, distinct, type BinaryRead, type ClusterBy } from './binary-read.js';
import { clusteredDifference, type ClusteredDifference } from './clustered-difference.js';
import { fitGee, type GeeFit } from './gee.js';
import { clopperPearsonInterval, wilsonInterval, type ProportionInterval } from './intervals.js';
import type { LinkName } from './links.js';
import { mcnemar, type McNemarTest, type PairedCounts } from './mcnemar.js';
import { raoScottTest, type RaoScottTest } from './rao-scott.js';

export interface BinaryOptions {
  /** Conditions in the order of the report; default: as they first appear. */
  readonly conditions?: readonly string[];
  readonly alpha?: number;
}

export interface ReaderProportion {
  readonly reader: string;
  readonly condition: string;
  readonly wilson: ProportionInterval;
  readonly clopperPearson: ProportionInterval;
}

export interface BinaryComparison {
  readonly a: string;
  readonly b: string;
  readonly obuchowski: Estimable<ClusteredDifference>;
  readonly raoScott: Estimable<RaoScottTest>;
  /** Term `a` against the intercept `b`. Clustered by case: fixed readers; by reader: random readers, fixed cases. */
  readonly gee: { readonly clusteredBy: ClusterBy; readonly inference: string; readonly link: LinkName; readonly fit: Estimable<GeeFit> }[]; // prettier-ignore
  readonly mcnemar: { readonly reader: string; readonly counts: PairedCounts; readonly test: Estimable<McNemarTest> }[];
}

export interface BinaryAnalysis {
  readonly conditions: { readonly condition: string; readonly successes: number; readonly trials: number; readonly estimate: number | null }[]; // prettier-ignore
  readonly readers: ReaderProportion[];
  readonly comparisons: BinaryComparison[];
  readonly warnings: string[];
}

/**
 * What stands beside the primary analysis (Obuchowski-Rockette or U-statistic, random readers) of right and wrong
 * answers: each reader's proportions with exact and Wilson intervals, and each pair of conditions compared by
 * Obuchowski's clustered difference (1998), Rao-Scott (1984), GEE (1986) and, reader by reader, McNemar (1947). Differences
 * are a minus b. A repeated read counts as a read of its own, except to McNemar, who pairs the first; a warning says how many.
 */
export function analyzeBinary(reads: readonly BinaryRead[], options: BinaryOptions = {}): BinaryAnalysis {
  const alpha = options.alpha ?? 0.05;
  const conditions = options.conditions ?? distinct(reads.map((read) => read.condition));
  const pairs = conditions.flatMap((a, i) => conditions.slice(i + 1).map((b) => [a, b] as const));
  const repeats = countRepeats(reads);
  return {
    conditions: conditions.map((condition) => summary(condition, reads)),
    readers: readerProportions(reads, conditions, alpha),
    comparisons: pairs.map(([a, b]) => compare(reads, a, b, alpha)),
    warnings:
      repeats > 0
        ? [`${repeats} repeated reads: each counts as a read of its own, and McNemar's test pairs the first of each`]
        : [],
  };
}

function summary(condition: string, reads: readonly BinaryRead[]): BinaryAnalysis['conditions'][number] {
  const [successes, trials] = tally(reads.filter((read) => read.condition === condition));
  return { condition, successes, trials, estimate: trials === 0 ? null : successes / trials };
}

function readerProportions(
  reads: readonly BinaryRead[],
  conditions: readonly string[],
  alpha: number,
): ReaderProportion[] {
  return distinct(reads.map((read) => read.reader)).flatMap((reader) =>
    conditions.flatMap((condition) => {
      const [successes, trials] = tally(reads.filter((read) => read.reader === reader && read.condition === condition));
      if (trials === 0) return [];
      return [
        {
          reader,
          condition,
          wilson: wilsonInterval(successes, trials, alpha),
          clopperPearson: clopperPearsonInterval(successes, trials, alpha),
        },
      ];
    }),
  );
}

function tally(reads: readonly BinaryRead[]): [successes: number, trials: number] {
  return [reads.filter((read) => read.success).length, reads.length];
}

function compare(all: readonly BinaryRead[], a: string, b: string, alpha: number): BinaryComparison {
  const reads = all.filter((read) => read.condition === a || read.condition === b);
  return {
    a,
    b,
    obuchowski: clusteredDifference(reads, a, b, { alpha }),
    raoScott: raoScottTest(reads, [a, b]),
    gee: (['case', 'reader'] as const).flatMap((by) =>
      (['logit', 'identity'] as const).map((link) => ({
        clusteredBy: by,
        inference: by === 'case' ? 'fixed readers, random cases' : 'random readers, fixed cases',
        link,
        fit: conditionGee(reads, a, by, link, alpha),
      })),
    ),
    mcnemar: distinct(reads.map((read) => read.reader)).map((reader) => {
      const counts = pairedCounts(reads.filter((read) => read.reader === reader), a, b); // prettier-ignore
      return { reader, counts, test: mcnemar(counts, alpha) };
    }),
  };
}

/** GEE of success on condition, exchangeable within clusters: the term named as `a` is a against the rest. @see fitGee */
export function conditionGee(
  reads: readonly BinaryRead[],
  a: string,
  by: ClusterBy,
  link: LinkName,
  alpha = 0.05,
): Estimable<GeeFit> {
  const design = zeros(reads.length, 2);
  reads.forEach((read, i) => design.data.set([1, read.condition === a ? 1 : 0], 2 * i));
  return fitGee({
    outcome: Uint8Array.from(reads, (read) => (read.success ? 1 : 0)),
    design,
    terms: ['(Intercept)', a],
    cluster: reads.map((read) => clusterOf(read, by)),
    link,
    correlation: 'exchangeable',
    alpha,
  });
}

/** One reader's pairs of answers on the same case; a case read in one condition only makes no pair. */
export function pairedCounts(reads: readonly BinaryRead[], a: string, b: string): PairedCounts {
  const first = (condition: string): Map<string, boolean> =>
    new Map(reads.filter((read) => read.condition === condition).reverse().map((read) => [read.case, read.success])); // prettier-ignore
  const inB = first(b);
  const counts = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };
  for (const [key, successA] of first(a)) {
    const successB = inB.get(key);
    if (successB === undefined) continue;
    counts[successA ? (successB ? 'both' : 'onlyA') : successB ? 'onlyB' : 'neither'] += 1;
  }
  return counts;
}
