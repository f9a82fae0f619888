import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import '../golden/reference.js';
import { isEstimated, type MrmcData } from '../data/index.js';
import { leaveOut } from '../covariance/index.js';
import { toyStudy } from '../mrmc/testing.js';
import { empiricalAuc } from './empirical-auc.js';
import { EmptyClass, InvalidFigure } from './errors.js';
import type { Figure } from './figure.js';
import { partialAuc, sensitivityAtSpecificity } from './partial-auc.js';
import { negativePredictiveValue, positivePredictiveValue } from './predictive-values.js';
import { rocArea } from './roc-area.js';
import { sensitivity, specificity } from './sensitivity-specificity.js';

/** One reader's study of these ratings. */
function study(negatives: number[], positives: number[]): MrmcData {
  const ratings = Float64Array.from([...negatives, ...positives]);
  const cases = Array.from(ratings, (_, c) => ({ id: `${c}`, patient: `${c}`, positive: c >= negatives.length }));
  return { readers: ['r'], treatments: ['t'], cases, read: new Uint8Array(cases.length).fill(1), ratings };
}

function valueOf(figure: Figure<MrmcData>, negatives: number[], positives: number[]): number | string {
  const data = study(negatives, positives);
  const value = figure.estimate(data, 0, Int32Array.from(data.cases.keys()));
  return isEstimated(value) ? value.value : value.reason;
}

const ratings = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 25 });

describe('area under the ROC curve', () => {
  test('is the share of pairs in the right order, ties one half', () => {
    fc.assert(
      fc.property(ratings, ratings, (x, y) => {
        const pairs = x.flatMap((low) => y.map((high) => (Math.sign(high - low) + 1) / 2));
        const { area, placements } = rocArea(Float64Array.from(x), Float64Array.from(y));
        expect(area).toBeCloseTo(pairs.reduce((sum, value) => sum + value, 0) / pairs.length, 12);
        expect(placements.negatives.reduce((sum, value) => sum + value, 0) / x.length).toBeCloseTo(area, 12);
      }),
    );
  });

  test('is the partial area over the whole range, either way', () => {
    fc.assert(
      fc.property(ratings, ratings, (x, y) => {
        const whole = valueOf(empiricalAuc, x, y);
        for (const over of ['specificity', 'sensitivity'] as const)
          expect(valueOf(partialAuc({ over, from: 0, to: 1 }), x, y)).toBeCloseTo(Number(whole), 10);
      }),
    );
  });

  test('parts of a range add up to it', () => {
    fc.assert(
      fc.property(ratings, ratings, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (x, y, cut) => {
        for (const over of ['specificity', 'sensitivity'] as const) {
          const part = (from: number, to: number): number => Number(valueOf(partialAuc({ over, from, to }), x, y));
          expect(part(0, cut) + part(cut, 1)).toBeCloseTo(part(0, 1), 9);
        }
      }),
    );
  });

  test('needs both classes', () => {
    expect(() => rocArea(new Float64Array(0), Float64Array.of(1))).toThrow(EmptyClass);
    expect(valueOf(empiricalAuc, [], [1])).toBe('no negative case');
    expect(valueOf(empiricalAuc, [1], [])).toBe('no positive case');
  });
});

describe('calls at a threshold', () => {
  const [negatives, positives] = [
    [1, 1, 2, 3, 5],
    [2, 3, 4, 4],
  ];

  test('count the rating at the threshold as positive', () => {
    expect(valueOf(sensitivity(3), negatives, positives)).toBe(3 / 4);
    expect(valueOf(specificity(3), negatives, positives)).toBe(3 / 5);
  });

  test('need one class only', () => {
    expect(valueOf(sensitivity(3), [], positives)).toBe(3 / 4);
    expect(valueOf(specificity(3), negatives, [])).toBe(3 / 5);
  });

  test("predictive values are Bayes' theorem", () => {
    expect(valueOf(positivePredictiveValue(3, 0.1), negatives, positives)).toBeCloseTo(0.075 / (0.075 + 0.9 * 0.4), 12);
    expect(valueOf(negativePredictiveValue(3, 0.1), negatives, positives)).toBeCloseTo(0.54 / (0.54 + 0.1 * 0.25), 12);
    expect(valueOf(positivePredictiveValue(9, 0.1), negatives, positives)).toBe('no case was called positive');
    expect(valueOf(negativePredictiveValue(0, 0.1), negatives, positives)).toBe('no case was called negative');
  });
});

describe('every figure', () => {
  const FIGURES = [
    empiricalAuc,
    sensitivity(1),
    specificity(1),
    positivePredictiveValue(1, 0.2),
    partialAuc({ over: 'specificity', from: 0.5, to: 1 }),
    sensitivityAtSpecificity(0.8),
  ];
  const data = toyStudy({ readers: 1, treatments: 1, negatives: 17, positives: 13, seed: 4 });

  test.each(FIGURES.map((figure) => [figure.name, figure] as const))(
    '%s without each case is the estimate of the others',
    (_, figure) => {
      const { leaveOneOut: _fast, ...plain } = figure;
      const [fast, slow] = [leaveOut(data, figure, [0]), leaveOut(data, plain, [0])];
      if (!isEstimated(fast) || !isEstimated(slow)) throw new Error('not estimable');
      expect([...fast.without[0]!]).toAgree([...slow.without[0]!], 1e-11);
    },
  );

  test.each(FIGURES.filter((figure) => figure.placements).map((figure) => [figure.name, figure] as const))(
    '%s: placements average to the estimate',
    (_, figure) => {
      const cases = Int32Array.from(data.cases.keys()).filter(
        (c) => figure.dependsOn === 'both' || data.cases[c]!.positive === (figure.dependsOn === 'positive'),
      );
      const placements = figure.placements!(data, 0, cases);
      const value = figure.estimate(data, 0, cases);
      for (const positive of figure.dependsOn === 'both' ? [true, false] : [figure.dependsOn === 'positive']) {
        const own = placements.filter((_, i) => data.cases[cases[i]!]!.positive === positive);
        expect(own.reduce((sum, one) => sum + one, 0) / own.length).toAgree(
          isEstimated(value) ? value.value : 0,
          1e-12,
        );
      }
    },
  );
});

test('figures without meaning are refused', () => {
  expect(() => positivePredictiveValue(1, 1)).toThrow(InvalidFigure);
  expect(() => partialAuc({ over: 'specificity', from: 0.9, to: 0.7 })).toThrow(InvalidFigure);
  expect(() => sensitivityAtSpecificity(1.2)).toThrow(InvalidFigure);
});
