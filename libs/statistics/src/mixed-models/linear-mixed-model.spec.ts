import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEstimated } from '../data/estimable.js';
import {
  cholesky,
  choleskyInverse,
  fromRows,
  multiply,
  toRows,
  transpose,
  type Matrix,
} from '../linear-algebra/index.js';
import { fitLinearMixedModel, type LinearMixedModel } from './linear-mixed-model.js';
import { prepareProblem, solveLeastSquares } from './penalised-least-squares.js';
import { buildRandomDesign, crossProductOfEffects, scaledPlusIdentity } from './random-effects.js';
import { analysePattern, factorise, inverseSubset, logDeterminant, solveFactor, solveFactorTransposed } from './sparse-cholesky.js'; // prettier-ignore

const READERS = 4;
const CASES = 9;

/** 4 readers, 9 cases, 2 conditions, crossed; responses as drawn. */
function crossed(response: readonly number[]): LinearMixedModel {
  const rows = response.map((_, i) => ({ reader: i % READERS, case: Math.floor(i / READERS) % CASES, condition: Math.floor(i / (READERS * CASES)) })); // prettier-ignore
  return {
    response,
    fixed: fromRows(rows.map((row) => [1, row.condition])),
    terms: ['(Intercept)', 'condition'],
    random: [
      { group: 'reader', levels: rows.map((row) => row.reader) },
      { group: 'case', levels: rows.map((row) => row.case) },
      { group: 'reader:condition', levels: rows.map((row) => `${row.reader}:${row.condition}`) },
    ],
  };
}

const responses = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 72, maxLength: 72 });

/** The criterion by the textbook: log |V| + log |X' V^-1 X| + r' V^-1 r with V written out, sigma profiled. */
function denseCriterion(model: LinearMixedModel, theta: readonly number[]): number {
  const n = model.response.length;
  const v: Matrix = fromRows(
    Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) =>
        model.random.reduce(
          (sum, term, f) => sum + (term.levels[i] === term.levels[j] ? theta[f]! ** 2 : 0),
          i === j ? 1 : 0,
        ),
      ),
    ),
  );
  const lower = cholesky(v)!;
  const inverse = choleskyInverse(lower);
  const xtv = multiply(transpose(model.fixed), inverse);
  const information = multiply(xtv, model.fixed);
  const y: Matrix = { rows: n, columns: 1, data: Float64Array.from(model.response) };
  const beta = multiply(choleskyInverse(cholesky(information)!), multiply(xtv, y));
  const fitted = multiply(model.fixed, beta);
  const residual: Matrix = { ...y, data: y.data.map((value, i) => value - fitted.data[i]!) };
  const quadratic = multiply(multiply(transpose(residual), inverse), residual).data[0]!;
  const logs = (a: Matrix): number => toRows(a).reduce((sum, row, i) => sum + 2 * Math.log(row[i]!), 0);
  const freedom = n - model.terms.length;
  return logs(lower) + logs(cholesky(information)!) + freedom * (1 + Math.log((2 * Math.PI * quadratic) / freedom));
}

describe('profiled criterion', () => {
  test('is the textbook’s, and its gradient is its slope', () => {
    const theta = fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(responses, theta, (response, drawn) => {
        const model = crossed(response);
        const design = buildRandomDesign(model.random, response.length);
        const problem = prepareProblem(model.response, model.fixed, design, true)!;
        // The design orders factors by size: each keeps the theta of its name.
        const ordered = Float64Array.from(design.factors, ({ group }) => drawn[model.random.findIndex((term) => term.group === group)]!); // prettier-ignore
        const here = solveLeastSquares(problem, ordered)!;
        fc.pre(here.penalised > 1e-3);
        expect(here.value).toBeCloseTo(denseCriterion(model, drawn), 7);
        ordered.forEach((_, f) => {
          const moved = (by: number): number => solveLeastSquares(problem, ordered.map((value, g) => (g === f ? value + by : value)))!.value; // prettier-ignore
          expect((moved(1e-5) - moved(-1e-5)) / 2e-5).toBeCloseTo(here.gradient[f]!, 3);
        });
      }),
      { numRuns: 25 },
    );
  });
});

describe('sparse Cholesky', () => {
  test('solves, and gives the elements of the inverse, as a dense one does', () => {
    const model = crossed(Array.from({ length: 72 }, (_, i) => Math.sin(i)));
    const design = buildRandomDesign(model.random, 72);
    const values = scaledPlusIdentity(design, crossProductOfEffects(design), [0.7, 1.2, 0.4]);
    const { pattern, columnStart, rows } = design.symbolic;
    const dense = fromRows(Array.from({ length: design.size }, () => Array<number>(design.size).fill(0)));
    for (let j = 0; j < design.size; j++) {
      for (let p = pattern.columnStart[j]!; p < pattern.columnStart[j + 1]!; p++) {
        dense.data[pattern.rows[p]! * design.size + j] = dense.data[j * design.size + pattern.rows[p]!] = values[p]!;
      }
    }
    const factor = factorise(design.symbolic, values)!;
    const inverse = choleskyInverse(cholesky(dense)!);
    const subset = inverseSubset(factor);
    for (let j = 0; j < design.size; j++) {
      for (let p = columnStart[j]!; p < columnStart[j + 1]!; p++) expect(subset[p]).toBeCloseTo(inverse.data[rows[p]! * design.size + j]!, 12); // prettier-ignore
      const unit = new Float64Array(design.size).fill(0);
      unit[j] = 1;
      const column = solveFactorTransposed(factor, solveFactor(factor, unit));
      column.forEach((value, i) => expect(value).toBeCloseTo(inverse.data[i * design.size + j]!, 12));
    }
    expect(logDeterminant(factor)).toBeCloseTo(2 * toRows(cholesky(dense)!).reduce((sum, row, i) => sum + Math.log(row[i]!), 0), 10); // prettier-ignore
  });

  test('an indefinite matrix has no factor', () => {
    const pattern = { size: 2, columnStart: Int32Array.of(0, 1, 3), rows: Int32Array.of(0, 0, 1) };
    expect(factorise(analysePattern(pattern), Float64Array.of(1, 2, 1))).toBeUndefined();
  });
});

describe('fit', () => {
  test('any data give numbers or a reason; the order of rows and a shift of the response do not matter', () => {
    fc.assert(
      fc.property(responses, (response) => {
        const model = crossed(response);
        const fit = fitLinearMixedModel(model);
        if (!isEstimated(fit)) return expect(fit.reason).not.toBe('');
        for (const effect of fit.fixed) expect(Object.values(effect).flat().every((x) => typeof x === 'string' || !Number.isNaN(x))).toBe(true); // prettier-ignore
        const order = response.map((_, i) => i).sort((a, b) => Math.sin(a * 7) - Math.sin(b * 7));
        const shuffled = fitLinearMixedModel({
          ...model,
          response: order.map((i) => response[i]! + 10),
          fixed: fromRows(order.map((i) => toRows(model.fixed)[i]!)),
          random: model.random.map((term) => ({ ...term, levels: order.map((i) => `x${term.levels[i]}`) })),
        });
        if (!isEstimated(shuffled)) throw new Error(shuffled.reason);
        expect(shuffled.fixed[1]!.estimate).toBeCloseTo(fit.fixed[1]!.estimate, 6);
        expect(shuffled.fixed[1]!.se).toBeCloseTo(fit.fixed[1]!.se, 4);
        expect(shuffled.reml).toBeCloseTo(fit.reml!, 6);
      }),
      { numRuns: 25 },
    );
  });

  test('balanced data: the test of the condition is the paired t test of reader means', () => {
    const effects = [1.2, -0.8, 2, 0.4];
    const levels = [5, -3, 1, 8]; // large enough that no variance is zero
    const response = Array.from(
      { length: 72 },
      (_, i) =>
        Math.sin(i * 12.9898) + levels[i % 4]! + Math.cos(Math.floor(i / 4) % 9) + (i >= 36 ? effects[i % 4]! : 0),
    );
    const fit = fitLinearMixedModel(crossed(response));
    if (!isEstimated(fit)) throw new Error(fit.reason);
    const differences = [0, 1, 2, 3].map((reader) => mean(response.filter((_, i) => i >= 36 && i % 4 === reader)) - mean(response.filter((_, i) => i < 36 && i % 4 === reader))); // prettier-ignore
    const centre = mean(differences);
    const se = Math.sqrt(differences.reduce((sum, d) => sum + (d - centre) ** 2, 0) / 3 / 4);
    expect(fit.fixed[1]!.estimate).toBeCloseTo(centre, 10);
    expect(fit.fixed[1]!.se).toBeCloseTo(se, 6);
    expect(fit.fixed[1]!.df).toBeCloseTo(3, 4);
  });

  test('degenerate data are reasons', () => {
    const constant = crossed(Array<number>(72).fill(2));
    expect(fitLinearMixedModel(constant)).toMatchObject({ status: 'not-estimable' });
    const model = crossed(Array.from({ length: 72 }, (_, i) => Math.sin(i)));
    const one = { group: 'reader', levels: Array<string>(72).fill('r') };
    expect(fitLinearMixedModel({ ...model, random: [one] })).toMatchObject({
      reason: expect.stringContaining('single level'),
    });
    const each = { group: 'read', levels: Array.from({ length: 72 }, (_, i) => i) };
    expect(fitLinearMixedModel({ ...model, random: [each] })).toMatchObject({ reason: expect.stringContaining('as many levels') }); // prettier-ignore
    const doubled = { ...model, fixed: fromRows(toRows(model.fixed).map(([a, b]) => [a!, b!, 2 * b!])), terms: ['a', 'b', 'c'] }; // prettier-ignore
    expect(fitLinearMixedModel(doubled)).toMatchObject({ reason: expect.stringContaining('collinear') });
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
