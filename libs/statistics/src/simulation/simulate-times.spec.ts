import { crossedDesign, seededRandom, simulateConfidence, simulateTimes } from './index.js';

const design = crossedDesign({ readers: 2, negatives: 30, positives: 20 });
const means = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('simulateTimes', () => {
  const model = {
    means: [4, 3.7],
    period: -0.2,
    standardDeviations: { reader: 0.2, case: 0.3, readerCondition: 0.1, residual: 0.4 },
  };

  test('is a crossover: each reader meets each condition in a period of its own, half of them in either order', () => {
    const reads = simulateTimes(design, model, seededRandom(1));
    expect(reads).toHaveLength(200);
    const orders = [0, 1].map((reader) => reads.find((read) => read.reader === reader && read.period === 0)?.condition);
    expect(orders).toEqual([0, 1]);
  });

  test('log seconds have the means and covariances of the model', () => {
    const random = seededRandom('times');
    const small = crossedDesign({ readers: 2, negatives: 1, positives: 1 });
    const logs = Array.from({ length: 20_000 }, () =>
      simulateTimes(small, model, random).map((read) => Math.log(read.seconds)),
    );
    const mean = (at: number) => means(logs.map((log) => log[at] as number));
    const deviations = (at: number) => {
      const centre = mean(at);
      return logs.map((log) => (log[at] as number) - centre);
    };
    const covariance = (a: number, b: number) => {
      const second = deviations(b);
      return means(deviations(a).map((deviation, i) => deviation * (second[i] as number)));
    };
    // Reads run reader by reader, condition by condition, case by case.
    expect(mean(0)).toBeCloseTo(4, 1);
    expect(mean(2)).toBeCloseTo(3.7 - 0.2, 1);
    expect(mean(4)).toBeCloseTo(4 - 0.2, 1);
    expect(mean(6)).toBeCloseTo(3.7, 1);
    const total = 0.04 + 0.09 + 0.01 + 0.16;
    const tolerance = 5 * total * Math.sqrt(2 / 20_000);
    expect(Math.abs(covariance(0, 0) - total)).toBeLessThan(tolerance);
    expect(Math.abs(covariance(0, 1) - 0.05)).toBeLessThan(tolerance); // same reader and condition
    expect(Math.abs(covariance(0, 2) - 0.13)).toBeLessThan(tolerance); // same reader and case
    expect(Math.abs(covariance(0, 4) - 0.09)).toBeLessThan(tolerance); // same case
    expect(Math.abs(covariance(0, 7))).toBeLessThan(tolerance);
  });

  test('refuses a model for other conditions', () => {
    expect(() => simulateTimes(design, { ...model, means: [4] }, seededRandom(1))).toThrow(RangeError);
  });
});

describe('simulateConfidence', () => {
  test('levels are as frequent as the logistic distribution says', () => {
    const model = { effects: [0, 0.8], thresholds: [-1, 0, 1], standardDeviations: { reader: 0, case: 0 } };
    const large = crossedDesign({ readers: 20, negatives: 500, positives: 500 });
    const reads = simulateConfidence(large, model, seededRandom(9));
    const logistic = (x: number) => 1 / (1 + Math.exp(-x));
    for (const [condition, effect] of model.effects.entries()) {
      const levels = reads.filter((read) => read.condition === condition).map((read) => read.confidence);
      for (const [i, threshold] of model.thresholds.entries()) {
        const expected = logistic(threshold - effect);
        const below = levels.filter((level) => level <= i + 1).length / levels.length;
        expect(Math.abs(below - expected)).toBeLessThan(5 * Math.sqrt(0.25 / levels.length));
      }
    }
  });
});
