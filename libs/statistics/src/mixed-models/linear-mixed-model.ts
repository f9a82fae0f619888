import { tQuantile, tTwoSidedP } from '../distributions/index.js';
import { estimated, notEstimable, type Estimable } from '../data/estimable.js';
import { choleskyInverse, choleskySolve, dot, ShapeMismatch, toRows, type Matrix } from '../linear-algebra/index.js';
import { minimise } from '../optimisation/index.js';
import {
  criterion,
  prepareProblem,
  solveLeastSquares,
  type LinearProblem,
  type LinearSolution,
} from './penalised-least-squares.js';
import { negligibleFactors } from './boundary.js';
import { buildRandomDesign, type RandomTerm } from './random-effects.js';
import { satterthwaite, varianceCurvature } from './satterthwaite.js';

export interface LinearMixedModel {
  readonly response: ArrayLike<number>;
  /** One row an observation, one column a term; an intercept is a column of ones. */
  readonly fixed: Matrix;
  readonly terms: readonly string[];
  readonly random: readonly RandomTerm[];
  /** Restricted maximum likelihood (default), or maximum likelihood. */
  readonly estimation?: 'REML' | 'ML';
  /** Further linear combinations of the fixed effects to report. */
  readonly contrasts?: readonly { readonly name: string; readonly weights: readonly number[] }[];
  readonly alpha?: number;
}

export interface FixedEffect {
  readonly term: string;
  readonly estimate: number;
  readonly se: number;
  /** Satterthwaite. */
  readonly df: number;
  readonly t: number;
  readonly p: number;
  readonly ci: [number, number];
}

export interface LinearMixedFit {
  readonly fixed: FixedEffect[];
  readonly contrasts: FixedEffect[];
  /** Standard deviation of each random factor in the order given, and of the residual last. */
  readonly random: { readonly group: string; readonly sd: number }[];
  /** REML criterion at the estimate, null under maximum likelihood. */
  readonly reml: number | null;
  /** -2 log likelihood at the estimate, null under REML. */
  readonly deviance: number | null;
  readonly covariance: number[][];
  /** Whether a variance is estimated as zero. */
  readonly singular: boolean;
  readonly observations: number;
  readonly method: string;
  readonly source: string;
  readonly warnings: string[];
}

/**
 * Linear mixed model with crossed or nested normal random effects, by REML on the profiled criterion of Bates et al.
 * 2015, minimised from its exact gradient; t tests with Satterthwaite degrees of freedom.
 *
 * @returns not estimable where terms are collinear, nothing varies, variances are not
 *   determined, or a random factor has one level or one an observation
 * @throws ShapeMismatch if response, fixed, terms and random do not fit
 */
export function fitLinearMixedModel(model: LinearMixedModel): Estimable<LinearMixedFit> {
  const reason = obstacle(model);
  if (reason !== undefined) return notEstimable(reason);
  const reml = model.estimation !== 'ML';
  const optimum = dropZeroVariances(model, reml);
  if (typeof optimum === 'string') return notEstimable(optimum);
  const { problem, solution, warnings } = optimum;
  const curvature = varianceCurvature(problem, solution);
  if (curvature === undefined) return notEstimable('the data do not determine the variances');
  const unit = (j: number): number[] => model.terms.map((_, k) => (k === j ? 1 : 0));
  const effect = (term: string, weights: ArrayLike<number>): FixedEffect =>
    testEffect(term, weights, problem, solution, curvature, model.alpha ?? 0.05);
  const zero = model.random.filter((term) => sdOf(term.group, problem, solution) === 0).map((term) => term.group);
  if (zero.length > 0) warnings.push(`Singular fit: the variance of ${zero.join(', ')} is estimated as zero`);
  const inverse = choleskyInverse(solution.fixedFactor);
  return estimated<LinearMixedFit>({
    fixed: model.terms.map((term, j) => effect(term, unit(j))),
    contrasts: (model.contrasts ?? []).map(({ name, weights }) => effect(name, weights)),
    random: [
      ...model.random.map(({ group }) => ({ group, sd: sdOf(group, problem, solution) })),
      { group: 'Residual', sd: Math.sqrt(solution.sigmaSquared) },
    ],
    reml: reml ? solution.value : null,
    deviance: reml ? null : solution.value,
    covariance: toRows({ ...inverse, data: inverse.data.map((value) => value * solution.sigmaSquared) }),
    singular: zero.length > 0,
    observations: problem.observations,
    method: `linear mixed model (${reml ? 'REML' : 'ML'}, Satterthwaite)`,
    source: 'Bates et al. 2015, J Stat Softw 67(1); Kuznetsova et al. 2017, J Stat Softw 82(13)',
    warnings,
  });
}

function obstacle({ response, fixed, terms, random }: LinearMixedModel): string | undefined {
  if (fixed.rows !== response.length || fixed.columns !== terms.length) {
    throw new ShapeMismatch(
      `${response.length} responses, ${terms.length} terms, ${fixed.rows}x${fixed.columns} design`,
    );
  }
  if (response.length <= terms.length) return `${response.length} observations are too few for ${terms.length} terms`;
  if (!Array.from(response).every(Number.isFinite)) return 'a response is not a finite number';
  for (const { group, levels } of random) {
    const count = new Set(levels).size;
    if (count < 2) return `random factor ${group} has a single level`;
    if (count >= response.length) return `random factor ${group} has as many levels as there are observations`;
  }
  return undefined;
}

interface Optimum {
  readonly problem: LinearProblem;
  readonly solution: LinearSolution;
  readonly warnings: string[];
}

/** Fits, and fits again without the factors whose variance is zero: at the boundary they carry no curvature. */
function dropZeroVariances(model: LinearMixedModel, reml: boolean): Optimum | string {
  let random = [...model.random];
  for (;;) {
    const fitted = optimise(model, random, reml);
    if (typeof fitted === 'string') return fitted;
    const { problem, solution } = fitted;
    const zero = negligibleFactors((theta) => criterion(problem, theta), solution.theta, 0);
    if (zero.length === 0) return fitted;
    const gone = zero.map((f) => problem.design.factors[f]!.group);
    random = random.filter((term) => !gone.includes(term.group));
  }
}

function optimise(model: LinearMixedModel, random: readonly RandomTerm[], reml: boolean): Optimum | string {
  const design = buildRandomDesign(random, model.response.length);
  const problem = prepareProblem(model.response, model.fixed, design, reml);
  if (problem === undefined) return 'fixed terms are collinear';
  const spread = problem.products.data[problem.products.data.length - 1]!;
  if (!(spread > 1e-20 * dot(model.response, model.response)))
    return 'the response does not vary beyond the fixed terms';
  const found = search(problem, new Float64Array(random.length).fill(1));
  const solution = solveLeastSquares(problem, found.point.map(Math.abs));
  if (solution === undefined) return 'fixed terms are collinear given the random effects';
  if (!(solution.penalised > 1e-12 * spread)) return 'random effects explain the response completely';
  const warnings = found.converged ? [] : ['The criterion’s minimum was reached only roughly'];
  return { problem, solution, warnings };
}

/** Minimises; where scales differ so much that the search stalls, again in units of where it stopped. */
function search(problem: LinearProblem, start: Float64Array): { point: Float64Array; converged: boolean } {
  let units = start.map(() => 1);
  let point = start;
  for (let attempt = 0; ; attempt++) {
    const unscaled = (x: Float64Array): Float64Array => x.map((value, f) => value * units[f]!);
    const found = minimise(
      (x) => {
        const { value, gradient } = criterion(problem, unscaled(x));
        return { value, gradient: gradient.map((slope, f) => slope * units[f]!) };
      },
      point.map((value, f) => value / units[f]!),
      1e-7,
    );
    point = unscaled(found.point);
    if (found.converged || attempt === 3) return { point, converged: found.converged };
    units = point.map((value) => Math.max(Math.abs(value), 1e-3));
  }
}

function sdOf(group: string, { design }: LinearProblem, { theta, sigmaSquared }: LinearSolution): number {
  const f = design.factors.findIndex((factor) => factor.group === group);
  return f < 0 ? 0 : theta[f]! * Math.sqrt(sigmaSquared);
}

function testEffect(
  term: string,
  weights: ArrayLike<number>,
  { design }: LinearProblem,
  solution: LinearSolution,
  curvature: Matrix,
  alpha: number,
): FixedEffect {
  const estimate = dot(weights, solution.beta);
  const se = Math.sqrt(solution.sigmaSquared * dot(weights, choleskySolve(solution.fixedFactor, weights)));
  const df = satterthwaite(weights, design, solution, curvature);
  const half = tQuantile(1 - alpha / 2, df) * se;
  return {
    term,
    estimate,
    se,
    df,
    t: estimate / se,
    p: tTwoSidedP(estimate / se, df),
    ci: [estimate - half, estimate + half],
  };
}
