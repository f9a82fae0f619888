import { notEstimable, type Estimable } from '../data/estimable.js';
import { fromRows } from '../linear-algebra/index.js';
import { fitLinearMixedModel, type LinearMixedFit, type RandomTerm } from '../mixed-models/index.js';
import { distinct } from '../proportions/index.js';
import type { UsableRead } from './timed-read.js';

export type RandomEffect = 'reader' | 'case' | 'reader:condition' | 'reader:case';

export interface TimeModelOptions {
  /** In the order of the report. */
  readonly conditions: readonly string[];
  /** What fixed effects compare with; the last condition, unless given. Contrasts do not depend on it. */
  readonly reference?: string;
  readonly random: readonly RandomEffect[];
  readonly adjustForTruth: boolean;
  readonly carryOver: boolean;
  readonly alpha: number;
}

/** Names of the contrasts that a time model reports. */
export const ratioName = (a: string, b: string): string => `${a} - ${b}`;
export const meanName = (condition: string): string => `mean ${condition}`;

interface Column {
  readonly term: string;
  readonly of: (read: UsableRead) => number;
  /** Its value where a condition's mean is taken: the mean over the column's levels, unless it is that condition's. */
  readonly level: (condition: string) => number;
}

/**
 * Log seconds on condition, period (where reads have more than one) and, on request, truth and carry-over, with crossed
 * random effects. Means of conditions stand at equal weights of periods and truth states. Where
 * periods are confounded with conditions they are left out, with a warning.
 */
export function fitTimeModel(reads: readonly UsableRead[], options: TimeModelOptions): Estimable<LinearMixedFit> {
  const fit = fitModel(reads, options);
  if (fit.status === 'estimated' || options.carryOver || fit.reason !== COLLINEAR) return fit;
  const merged = fitModel(
    reads.map((read) => ({ ...read, period: 'all' })),
    options,
  );
  return merged.status === 'estimated' ? { ...merged, warnings: [...merged.warnings, CONFOUNDED] } : fit;
}

const COLLINEAR = 'fixed terms are collinear';
const CONFOUNDED =
  'Periods cannot be told from conditions: the model has no term for periods, and what they change is part of the ratio';

function fitModel(reads: readonly UsableRead[], options: TimeModelOptions): Estimable<LinearMixedFit> {
  const present = options.conditions.filter((condition) => reads.some((read) => read.condition === condition));
  if (present.length === 0) return notEstimable('no usable time');
  const columns = modelColumns(reads, present, options);
  const { random, left } = randomTerms(reads, options.random);
  const weightsOf = (condition: string): number[] => columns.map((column) => column.level(condition));
  const fit = fitLinearMixedModel({
    response: reads.map((read) => Math.log(read.value)),
    fixed: fromRows(reads.map((read) => columns.map((column) => column.of(read)))),
    terms: columns.map((column) => column.term),
    random,
    contrasts: [
      ...present.map((condition) => ({ name: meanName(condition), weights: weightsOf(condition) })),
      ...present.flatMap((a, i) =>
        present.slice(i + 1).map((b) => ({
          name: ratioName(a, b),
          weights: weightsOf(a).map((weight, j) => weight - weightsOf(b)[j]!),
        })),
      ),
    ],
    alpha: options.alpha,
  });
  return fit.status === 'estimated' ? { ...fit, warnings: [...fit.warnings, ...left] } : fit;
}

function modelColumns(
  reads: readonly UsableRead[],
  conditions: readonly string[],
  options: TimeModelOptions,
): Column[] {
  const periods = distinct(reads.flatMap((read) => (read.period === undefined ? [] : [read.period]))).sort();
  const later = periods.slice(1);
  const truths = new Set(reads.map((read) => read.truth));
  const indicator = (yes: boolean): number => (yes ? 1 : 0);
  const period = later.map((name) => ({
    term: `period ${name}`,
    of: (read: UsableRead) => indicator(read.period === name),
    level: () => 1 / periods.length,
  }));
  const reference = conditions.find((name) => name === options.reference) ?? conditions.at(-1);
  const condition = conditions
    .filter((name) => name !== reference)
    .map((name) => ({
      term: name,
      of: (read: UsableRead) => indicator(read.condition === name),
      level: (at: string) => indicator(at === name),
    }));
  // In a crossover what the first period leaves behind shows as condition by period; centred, so that the rest keeps its meaning.
  const carryOver = options.carryOver
    ? later.flatMap((name) =>
        condition.map((column) => ({
          term: `carry-over ${column.term}`,
          of: (read: UsableRead) =>
            (column.of(read) - 1 / conditions.length) * (indicator(read.period === name) - 1 / periods.length),
          level: () => 0,
        })),
      )
    : [];
  const truth =
    options.adjustForTruth && truths.has(0) && truths.has(1)
      ? [{ term: 'truth', of: (read: UsableRead) => read.truth ?? 0, level: () => 0.5 }]
      : [];
  const intercept = { term: '(Intercept)', of: () => 1, level: () => 1 };
  return [intercept, ...condition, ...period, ...carryOver, ...truth];
}

/** Levels of each random effect; one that the data cannot tell from the mean or the residual is left out, and said so. */
function randomTerms(
  reads: readonly UsableRead[],
  wanted: readonly RandomEffect[],
): { random: RandomTerm[]; left: string[] } {
  const levels: Record<RandomEffect, (read: UsableRead) => string> = {
    reader: (read) => read.reader,
    case: (read) => read.case,
    'reader:condition': (read) => JSON.stringify([read.reader, read.condition]),
    'reader:case': (read) => JSON.stringify([read.reader, read.case]),
  };
  const readers = new Set(reads.map((read) => read.reader)).size;
  const random: RandomTerm[] = [];
  const left: string[] = [];
  for (const group of wanted) {
    const term = { group, levels: reads.map(levels[group]) };
    const count = new Set(term.levels).size;
    const indistinct = count < 2 || count >= reads.length || (group !== 'case' && readers < 2);
    if (indistinct)
      left.push(
        `Random effect ${group} is left out: ${count} levels among ${reads.length} reads of ${readers} readers`,
      );
    else random.push(term);
  }
  return { random, left };
}
