import { estimated, isEstimated, notEstimable, type Estimable } from '../data/estimable.js';
import { countRepeats } from '../data/repeats.js';
import type { FixedEffect, LinearMixedFit } from '../mixed-models/index.js';
import { pairedT, signedRank, type PairedT, type SignedRank } from '../paired/index.js';
import { distinct } from '../proportions/index.js';
import { judgeTimes, type FlaggedTime, type TimedReading, type UsableRead } from './timed-read.js';
import { fitTimeModel, meanName, ratioName, type RandomEffect, type TimeModelOptions } from './time-model.js';

export interface TimeOptions {
  /** The rule of the primary analysis; default: the first that the first read has. */
  readonly rule?: string;
  /** Conditions in the order of the report; ratios are the earlier over the later. Default: as they first appear. */
  readonly conditions?: readonly string[];
  /** Condition that the model's fixed effects compare with; default: the last. Nothing else depends on it. */
  readonly reference?: string;
  /** Default: reader, case and reader:condition. */
  readonly random?: readonly RandomEffect[];
  readonly adjustForTruth?: boolean;
  readonly alpha?: number;
}

/** Times of one condition, in seconds. */
export interface ConditionTime {
  readonly condition: string;
  readonly reads: number;
  readonly median: number | null;
  readonly quartiles: [number, number] | null;
  /** From the model, at equal weights of periods. */
  readonly geometricMean: Estimable<{ estimate: number; ci: [number, number]; df: number }>;
}

/** Geometric mean time in a over that in b. */
export interface TimeRatio {
  readonly a: string;
  readonly b: string;
  readonly result: Estimable<{ ratio: number; ci: [number, number]; logEstimate: number; se: number; df: number; t: number; p: number }>; // prettier-ignore
  /** On the readers' mean log times, without a model. */
  readonly readerLevel: { readonly pairedT: Estimable<PairedT>; readonly wilcoxon: Estimable<SignedRank> };
}

export interface TimeAnalysis {
  readonly rule: string;
  readonly conditions: ConditionTime[];
  readonly ratios: TimeRatio[];
  readonly model: Estimable<LinearMixedFit>;
  readonly period: FixedEffect[];
  /** From a second model with condition by period: the primary ratios do not depend on it. */
  readonly carryOver: Estimable<{ effects: FixedEffect[] }>;
  /** The ratios again under each other rule. */
  readonly sensitivity: {
    readonly rule: string;
    readonly ratios: { a: string; b: string; result: TimeRatio['result'] }[];
  }[];
  readonly flagged: FlaggedTime[];
  readonly method: string;
  readonly source: string;
  readonly warnings: string[];
}

/**
 * Reading times on the log scale by a linear mixed model: ratios of geometric means between conditions, each condition's
 * geometric mean and median, period and carry-over, reader-level checks, and the same ratios under the other time rules.
 * (Bates et al. 2015; Kuznetsova et al. 2017; Jones and Kenward 2014). Times that have no logarithm are flagged and left out of their rule's
 * analysis. A repeated read counts as a read of its own; a warning says how many.
 */
export function analyzeTime(reads: readonly TimedReading[], options: TimeOptions = {}): TimeAnalysis {
  const rules = distinct(reads.flatMap((read) => Object.keys(read.seconds)));
  const rule = options.rule ?? rules[0] ?? 'seconds';
  const conditions = options.conditions ?? distinct(reads.map((read) => read.condition));
  const settings: TimeModelOptions = {
    conditions,
    ...(options.reference !== undefined && { reference: options.reference }),
    random: options.random ?? ['reader', 'case', 'reader:condition'],
    adjustForTruth: options.adjustForTruth ?? false,
    carryOver: false,
    alpha: options.alpha ?? 0.05,
  };
  const { usable, flagged } = judgeTimes(reads, rule, conditions);
  const model = fitTimeModel(usable, settings);
  const others = rules.filter((other) => other !== rule);
  const judged = others.map((other) => ({ rule: other, ...judgeTimes(reads, other, conditions) }));
  return {
    rule,
    conditions: conditions.map((condition) => conditionTime(condition, usable, model)),
    ratios: pairsOf(conditions).map(([a, b]) => ({ a, b, result: ratio(model, a, b), readerLevel: readerLevel(usable, a, b, settings.alpha) })), // prettier-ignore
    model,
    period: isEstimated(model) ? model.fixed.filter((effect) => effect.term.startsWith('period ')) : [],
    carryOver: carryOver(usable, settings),
    sensitivity: judged.map((other) => {
      const fit = fitTimeModel(other.usable, settings);
      return { rule: other.rule, ratios: pairsOf(conditions).map(([a, b]) => ({ a, b, result: ratio(fit, a, b) })) };
    }),
    flagged: [...flagged, ...judged.flatMap((other) => other.flagged)],
    method: 'linear mixed model of log seconds (REML, Satterthwaite)',
    source:
      'Bates et al. 2015, J Stat Softw 67(1); Kuznetsova et al. 2017, J Stat Softw 82(13); crossover: Jones & Kenward 2014, chapter 2',
    warnings: [
      ...(flagged.length > 0
        ? [`${flagged.length} reads have no usable time under rule ${rule} and are left out`]
        : []),
      ...(isEstimated(model) ? model.warnings : []),
      ...fewReaders(usable),
      ...repeated(usable),
    ],
  };
}

function repeated(reads: readonly UsableRead[]): string[] {
  const repeats = countRepeats(reads);
  return repeats > 0 ? [`${repeats} repeated reads: each counts as a read of its own`] : [];
}

/** What the committed simulations (tools/validate/statistics/table.md) say of the model with so few readers. */
function fewReaders(reads: readonly UsableRead[]): string[] {
  const readers = new Set(reads.map(({ reader }) => reader)).size;
  return readers > 1 && readers < 5
    ? [
        `${readers} readers: with three the model's test rejected in 11 to 14 of 100 simulated studies without a difference at a level of 5; hold it against the test of the readers' means`,
      ]
    : [];
}

function pairsOf(conditions: readonly string[]): (readonly [string, string])[] {
  return conditions.flatMap((a, i) => conditions.slice(i + 1).map((b) => [a, b] as const));
}

function contrast(model: Estimable<LinearMixedFit>, name: string): FixedEffect | string {
  if (!isEstimated(model)) return model.reason;
  return model.contrasts.find((effect) => effect.term === name) ?? 'a condition has no usable time';
}

function ratio(model: Estimable<LinearMixedFit>, a: string, b: string): TimeRatio['result'] {
  const effect = contrast(model, ratioName(a, b));
  if (typeof effect === 'string') return notEstimable(effect);
  const { estimate, se, df, t, p } = effect;
  const ci = exponential(effect.ci);
  if (!ci) return notEstimable(BOUNDLESS);
  return estimated({ ratio: Math.exp(estimate), ci, logEstimate: estimate, se, df, t, p });
}

/** Ends of an interval on the scale of seconds; undefined where they are beyond what a number holds. */
function exponential([low, high]: readonly [number, number]): [number, number] | undefined {
  const ends: [number, number] = [Math.exp(low), Math.exp(high)];
  return ends.every(Number.isFinite) ? ends : undefined;
}

const BOUNDLESS = 'the standard error is so large that the interval has no bound in seconds';

function conditionTime(
  condition: string,
  reads: readonly UsableRead[],
  model: Estimable<LinearMixedFit>,
): ConditionTime {
  const times = reads.flatMap((read) => (read.condition === condition ? [read.value] : [])).sort((x, y) => x - y);
  const effect = contrast(model, meanName(condition));
  const ci = typeof effect === 'string' ? undefined : exponential(effect.ci);
  return {
    condition,
    reads: times.length,
    median: times.length > 0 ? quantile(times, 0.5) : null,
    quartiles: times.length > 0 ? [quantile(times, 0.25), quantile(times, 0.75)] : null,
    geometricMean:
      typeof effect === 'string'
        ? notEstimable(effect)
        : ci
          ? estimated({ estimate: Math.exp(effect.estimate), ci, df: effect.df })
          : notEstimable(BOUNDLESS),
  };
}

/** Linear interpolation between order statistics (Hyndman & Fan 1996, definition 7, R's default). */
function quantile(ascending: readonly number[], probability: number): number {
  const at = (ascending.length - 1) * probability;
  const below = ascending[Math.floor(at)]!;
  return below + (at - Math.floor(at)) * (ascending[Math.ceil(at)]! - below);
}

function carryOver(reads: readonly UsableRead[], settings: TimeModelOptions): TimeAnalysis['carryOver'] {
  if (new Set(reads.map((read) => read.period)).size < 2) return notEstimable('reads have one period only');
  const fit = fitTimeModel(reads, { ...settings, carryOver: true });
  if (!isEstimated(fit)) return fit;
  return estimated({ effects: fit.fixed.filter((effect) => effect.term.startsWith('carry-over ')) });
}

function readerLevel(reads: readonly UsableRead[], a: string, b: string, alpha: number): TimeRatio['readerLevel'] {
  const differences = distinct(reads.map((read) => read.reader)).flatMap((reader) => {
    const mean = (condition: string): number | undefined => {
      const logs = reads.flatMap((read) => (read.reader === reader && read.condition === condition ? [Math.log(read.value)] : [])); // prettier-ignore
      return logs.length === 0 ? undefined : logs.reduce((sum, x) => sum + x, 0) / logs.length;
    };
    const [inA, inB] = [mean(a), mean(b)];
    return inA === undefined || inB === undefined ? [] : [inA - inB];
  });
  return { pairedT: pairedT(differences, alpha), wilcoxon: signedRank(differences) };
}
