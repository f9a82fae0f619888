import { estimated, notEstimable, type Estimable } from '../data/estimable.js';
import { normalQuantile, normalTwoSidedP } from '../distributions/index.js';
import { cholesky, crossProduct, fromRows, ShapeMismatch, toRows, type Matrix } from '../linear-algebra/index.js';
import { cumulativeLogitFamily, logisticFamily } from './families.js';
import { fitLaplace, type LaplaceFit } from './laplace-fit.js';
import type { RandomTerm } from './random-effects.js';

export interface LogitMixedModel {
  /** One row an observation, one column a term. */
  readonly fixed: Matrix;
  readonly terms: readonly string[];
  /** None: the model with fixed effects only. */
  readonly random: readonly RandomTerm[];
  readonly alpha?: number;
}

export interface LogitEffect {
  readonly term: string;
  readonly estimate: number;
  readonly se: number;
  readonly z: number;
  readonly p: number;
  readonly ci: [number, number];
}

export interface LogitMixedFit {
  readonly thresholds: LogitEffect[];
  readonly fixed: LogitEffect[];
  readonly random: { readonly group: string; readonly sd: number }[];
  readonly logLikelihood: number;
  /** Largest absolute component of the score at the estimate. */
  readonly score: number;
  readonly singular: boolean;
  readonly observations: number;
  readonly method: string;
  readonly source: string;
  readonly warnings: string[];
}

/**
 * Logistic regression with normal random effects by Laplace's approximation (Bates et al. 2015; lme4's glmer with nAGQ = 1).
 *
 * @param outcome zeros and ones
 * @returns not estimable where every outcome is the same, terms are collinear, or a term separates the outcomes
 * @throws ShapeMismatch if outcome, fixed, terms and random do not fit
 */
export function fitLogisticMixedModel(outcome: ArrayLike<number>, model: LogitMixedModel): Estimable<LogitMixedFit> {
  const reason = obstacle(outcome, model);
  if (reason !== undefined) return notEstimable(reason);
  const fit = fitLaplace(logisticFamily(outcome), model.fixed, model.random, new Float64Array(model.terms.length));
  return typeof fit === 'string' ? notEstimable(fit) : report(fit, [], model, outcome.length, 'logistic');
}

/**
 * Cumulative logit (proportional odds) model, P(outcome <= k) = logistic(threshold_k - x'beta - z'b), with normal random
 * effects by Laplace's approximation (Agresti 2010, ch. 10; ordinal's clmm, clm without random effects). Positive effects raise the outcome.
 *
 * @param outcome ordered numbers, e.g. confidence 1 to 5; categories that do not occur are left out
 * @param model without an intercept, which the thresholds are
 * @returns not estimable where every outcome is the same, terms are collinear, or a term separates the outcomes
 * @throws ShapeMismatch if outcome, fixed, terms and random do not fit
 */
export function fitCumulativeLogit(outcome: ArrayLike<number>, model: LogitMixedModel): Estimable<LogitMixedFit> {
  const reason = obstacle(outcome, {
    ...model,
    fixed: withIntercept(model.fixed),
    terms: ['(Intercept)', ...model.terms],
  });
  if (reason !== undefined) return notEstimable(reason);
  const categories = [...new Set(Array.from(outcome))].sort((a, b) => a - b);
  const rank = new Map(categories.map((category, k) => [category, k]));
  const ranks = Int32Array.from(outcome, (value) => rank.get(value)!);
  const start = [...startingThresholds(ranks, categories.length), ...model.terms.map(() => 0)];
  const family = cumulativeLogitFamily(ranks, categories.length);
  const fit = fitLaplace(family, model.fixed, model.random, Float64Array.from(start));
  const names = categories.slice(1).map((category, k) => `${categories[k]}|${category}`);
  return typeof fit === 'string' ? notEstimable(fit) : report(fit, names, model, outcome.length, 'cumulative logit');
}

function obstacle(outcome: ArrayLike<number>, { fixed, terms, random }: LogitMixedModel): string | undefined {
  if (fixed.rows !== outcome.length || fixed.columns !== terms.length) {
    throw new ShapeMismatch(`${outcome.length} outcomes, ${terms.length} terms, ${fixed.rows}x${fixed.columns} design`);
  }
  if (new Set(Array.from(outcome)).size < 2) return outcome.length === 0 ? 'no outcome' : 'every outcome is the same';
  if (cholesky(crossProduct(fixed)) === undefined) return 'fixed terms are collinear';
  const single = random.find((term) => new Set(term.levels).size < 2);
  return single && `random factor ${single.group} has a single level`;
}

function withIntercept(fixed: Matrix): Matrix {
  return fromRows(toRows(fixed).map((row) => [1, ...row]));
}

/** Logits of the cumulative shares. */
function startingThresholds(ranks: Int32Array, categories: number): number[] {
  return Array.from({ length: categories - 1 }, (_, k) => {
    const below = ranks.filter((rank) => rank <= k).length;
    return Math.log(below / (ranks.length - below));
  });
}

function report(
  fit: LaplaceFit,
  thresholds: readonly string[],
  model: LogitMixedModel,
  observations: number,
  name: 'logistic' | 'cumulative logit',
): Estimable<LogitMixedFit> {
  const z = normalQuantile(1 - (model.alpha ?? 0.05) / 2);
  const effects = [...thresholds, ...model.terms].map((term, j): LogitEffect => {
    const [estimate, se] = [fit.estimates[j]!, fit.se[j]!];
    return {
      term,
      estimate,
      se,
      z: estimate / se,
      p: normalTwoSidedP(estimate / se),
      ci: [estimate - z * se, estimate + z * se],
    };
  });
  const zero = model.random.filter((_, f) => fit.sd[f] === 0).map((term) => term.group);
  const mixed = model.random.length > 0;
  return estimated<LogitMixedFit>({
    thresholds: effects.slice(0, thresholds.length),
    fixed: effects.slice(thresholds.length),
    random: model.random.map(({ group }, f) => ({ group, sd: fit.sd[f]! })),
    logLikelihood: -fit.deviance / 2,
    score: fit.score,
    singular: zero.length > 0,
    observations,
    method: `${name} ${mixed ? 'mixed model (Laplace)' : 'model'}`,
    source: name === 'logistic' ? 'Bates et al. 2015, J Stat Softw 67(1); Tierney & Kadane 1986, J Am Stat Assoc 81:82' : 'Agresti 2010, Analysis of Ordinal Categorical Data; Christensen 2019, ordinal', // prettier-ignore
    warnings: zero.length > 0 ? [`Singular fit: the variance of ${zero.join(', ')} is estimated as zero`] : [],
  });
}
