import { estimated, isEstimated, notEstimable, type Estimable } from '../data/estimable.js';
import { countRepeats } from '../data/repeats.js';
import { fromRows } from '../linear-algebra/index.js';
import { fitCumulativeLogit, type LogitMixedFit, type RandomTerm } from '../mixed-models/index.js';
import { pairedT, type PairedT } from '../paired/index.js';
import { distinct } from '../proportions/index.js';

/** One answer with its confidence, an ordered number such as 1 to 5, and whether the answer was right. */
export interface ConfidenceAnswer {
  readonly reader: string;
  readonly case: string;
  readonly condition: string;
  readonly confidence: number;
  readonly correct?: boolean;
}

export interface ConfidenceOptions {
  /** Conditions in the order of the report; default: as they first appear. Comparisons are the earlier against the later. */
  readonly conditions?: readonly string[];
  readonly alpha?: number;
}

/** Odds of higher confidence in a over those in b. */
export interface ConfidenceOdds {
  readonly oddsRatio: number;
  readonly ci: [number, number];
  readonly logOdds: number;
  readonly se: number;
  readonly z: number;
  readonly p: number;
  readonly model: LogitMixedFit;
}

export interface ConfidenceComparison {
  readonly a: string;
  readonly b: string;
  /** Cumulative logit with random readers and cases, and without. */
  readonly mixed: Estimable<ConfidenceOdds>;
  readonly fixed: Estimable<ConfidenceOdds>;
  /** t test of the readers' mean confidence, a minus b. */
  readonly readerLevel: Estimable<PairedT>;
}

export interface ConfidenceSummary {
  readonly condition: string;
  readonly reads: number;
  readonly mean: number | null;
  readonly counts: { readonly confidence: number; readonly reads: number }[];
}

export interface ConfidenceStratum {
  readonly answers: 'all' | 'right' | 'wrong';
  readonly conditions: ConfidenceSummary[];
  readonly comparisons: ConfidenceComparison[];
}

export interface ConfidenceAnalysis {
  /** All answers; and, where reads say which were right, those that were right and those that were wrong. */
  readonly strata: ConfidenceStratum[];
  readonly method: string;
  readonly source: string;
  readonly warnings: string[];
}

/**
 * Confidence between conditions as an ordinal outcome, and by reader as a mean; over all answers and split by right and
 * wrong. The split compares different cases in each condition where accuracy differs: it describes, and is not causal.
 * A repeated read counts as a read of its own; a warning says how many.
 */
export function analyzeConfidence(
  reads: readonly ConfidenceAnswer[],
  options: ConfidenceOptions = {},
): ConfidenceAnalysis {
  const conditions = options.conditions ?? distinct(reads.map((read) => read.condition));
  const usable = reads.filter((read) => conditions.includes(read.condition) && Number.isFinite(read.confidence));
  const left = reads.filter((read) => conditions.includes(read.condition)).length - usable.length;
  const repeats = countRepeats(usable);
  const judged = usable.some((read) => read.correct !== undefined);
  const stratum = (answers: ConfidenceStratum['answers'], of: readonly ConfidenceAnswer[]): ConfidenceStratum => ({
    answers,
    conditions: conditions.map((condition) => summary(condition, of)),
    comparisons: conditions.flatMap((a, i) =>
      conditions.slice(i + 1).map((b) => compare(of, a, b, options.alpha ?? 0.05)),
    ),
  });
  return {
    strata: [
      stratum('all', usable),
      ...(judged ? [stratum('right', usable.filter((read) => read.correct === true)), stratum('wrong', usable.filter((read) => read.correct === false))] : []), // prettier-ignore
    ],
    method: 'cumulative logit mixed model (Laplace); reader-level paired t',
    source: 'Agresti 2010, Analysis of Ordinal Categorical Data; Christensen 2019, ordinal',
    warnings: [
      ...(left > 0 ? [`${left} reads without a confidence are left out`] : []),
      ...(repeats > 0 ? [`${repeats} repeated reads: each counts as a read of its own`] : []),
    ],
  };
}

function summary(condition: string, reads: readonly ConfidenceAnswer[]): ConfidenceSummary {
  const values = reads.filter((read) => read.condition === condition).map((read) => read.confidence);
  return {
    condition,
    reads: values.length,
    mean: values.length === 0 ? null : average(values),
    counts: distinct(values)
      .sort((x, y) => x - y)
      .map((confidence) => ({ confidence, reads: values.filter((value) => value === confidence).length })),
  };
}

function compare(all: readonly ConfidenceAnswer[], a: string, b: string, alpha: number): ConfidenceComparison {
  const reads = all.filter((read) => read.condition === a || read.condition === b);
  const random: RandomTerm[] = [
    { group: 'reader', levels: reads.map((read) => read.reader) },
    { group: 'case', levels: reads.map((read) => read.case) },
  ].filter((term) => new Set(term.levels).size > 1);
  return {
    a,
    b,
    mixed: odds(reads, a, b, random, alpha),
    fixed: odds(reads, a, b, [], alpha),
    readerLevel: pairedT(readerDifferences(reads, a, b), alpha),
  };
}

function odds(
  reads: readonly ConfidenceAnswer[],
  a: string,
  b: string,
  random: readonly RandomTerm[],
  alpha: number,
): Estimable<ConfidenceOdds> {
  for (const condition of [a, b]) {
    if (!reads.some((read) => read.condition === condition)) return notEstimable(`no answer in condition ${condition}`);
  }
  const fit = fitCumulativeLogit(
    reads.map((read) => read.confidence),
    { fixed: fromRows(reads.map((read) => [read.condition === a ? 1 : 0])), terms: [a], random, alpha },
  );
  if (!isEstimated(fit)) return fit;
  const { status: _, ...model } = fit;
  const effect = model.fixed[0]!;
  return estimated<ConfidenceOdds>({
    oddsRatio: Math.exp(effect.estimate),
    ci: [Math.exp(effect.ci[0]), Math.exp(effect.ci[1])],
    logOdds: effect.estimate,
    se: effect.se,
    z: effect.z,
    p: effect.p,
    model,
  });
}

function readerDifferences(reads: readonly ConfidenceAnswer[], a: string, b: string): number[] {
  return distinct(reads.map((read) => read.reader)).flatMap((reader) => {
    const values = (condition: string): number[] => reads.flatMap((read) => (read.reader === reader && read.condition === condition ? [read.confidence] : [])); // prettier-ignore
    const [inA, inB] = [values(a), values(b)];
    return inA.length === 0 || inB.length === 0 ? [] : [average(inA) - average(inB)];
  });
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
