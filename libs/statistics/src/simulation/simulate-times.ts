import type { SimulationDesign } from './design.js';
import type { Random } from './random.js';

/**
 * Reading times: the logarithm of seconds is a sum of fixed effects and independent normal ones, the model that the
 * analysis of time assumes (reader, case, reader by condition, residual).
 */
export interface TimeModel {
  /** Mean log seconds of each condition in the first period. */
  readonly means: readonly number[];
  /** What each later period adds to log seconds, e.g. -0.1 for learning. */
  readonly period: number;
  readonly standardDeviations: {
    readonly reader: number;
    readonly case: number;
    readonly readerCondition: number;
    readonly residual: number;
  };
}

/** One timed read; all is numbered from 0, cases without the finding first. */
export interface TimedRead {
  readonly reader: number;
  readonly condition: number;
  readonly case: number;
  readonly positive: boolean;
  /** Crossover: reader j meets condition i in period (i + j) mod conditions. */
  readonly period: number;
  readonly seconds: number;
}

/** @throws RangeError if design and model have different numbers of conditions */
export function simulateTimes(design: SimulationDesign, model: TimeModel, random: Random): TimedRead[] {
  assertConditions(design, model.means);
  const { reader, case: caseSd, readerCondition, residual } = model.standardDeviations;
  const cases = design.negatives + design.positives;
  const readers = deviates(design.readers, reader, random);
  const cells = deviates(design.readers * design.conditions, readerCondition, random);
  const caseEffects = deviates(cases, caseSd, random);
  const reads: TimedRead[] = [];
  eachRead(design, (j, i, k) => {
    const period = (i + j) % design.conditions;
    const cell = cells[j * design.conditions + i] as number;
    const expected = (model.means[i] as number) + period * model.period + (readers[j] as number) + cell;
    const seconds = Math.exp(expected + (caseEffects[k] as number) + residual * random.normal());
    reads.push({ reader: j, condition: i, case: k, positive: k >= design.negatives, period, seconds });
  });
  return reads;
}

/** Ordinal confidence by a cumulative logit: a latent value with logistic error, cut at ascending thresholds. */
export interface ConfidenceModel {
  /** What each condition adds to the latent value. */
  readonly effects: readonly number[];
  /** Ascending; one fewer than there are levels. */
  readonly thresholds: readonly number[];
  readonly standardDeviations: { readonly reader: number; readonly case: number };
}

export interface ConfidenceRead {
  readonly reader: number;
  readonly condition: number;
  readonly case: number;
  readonly positive: boolean;
  /** 1 ... thresholds + 1. */
  readonly confidence: number;
}

/** @throws RangeError if design and model have different numbers of conditions */
export function simulateConfidence(design: SimulationDesign, model: ConfidenceModel, random: Random): ConfidenceRead[] {
  assertConditions(design, model.effects);
  const readers = deviates(design.readers, model.standardDeviations.reader, random);
  const cases = deviates(design.negatives + design.positives, model.standardDeviations.case, random);
  const reads: ConfidenceRead[] = [];
  eachRead(design, (j, i, k) => {
    const u = random.uniform();
    const latent = (model.effects[i] as number) + (readers[j] as number) + (cases[k] as number) + Math.log(u / (1 - u));
    const confidence = 1 + model.thresholds.filter((threshold) => latent > threshold).length;
    reads.push({ reader: j, condition: i, case: k, positive: k >= design.negatives, confidence });
  });
  return reads;
}

function assertConditions(design: SimulationDesign, effects: readonly number[]): void {
  if (design.conditions !== effects.length)
    throw new RangeError(`${design.conditions} conditions in the design, ${effects.length} in the model`);
}

function deviates(n: number, sd: number, random: Random): Float64Array {
  return Float64Array.from({ length: n }, () => sd * random.normal());
}

function eachRead(design: SimulationDesign, act: (reader: number, condition: number, caseIndex: number) => void): void {
  for (let j = 0; j < design.readers; j++)
    for (let i = 0; i < design.conditions; i++)
      for (let k = 0; k < design.negatives + design.positives; k++) if (design.reads(j, i, k)) act(j, i, k);
}
