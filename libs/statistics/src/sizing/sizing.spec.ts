import fc from 'fast-check';
import { isEstimated } from '../data/index.js';
import { empiricalAuc, rocArea, sensitivity, specificity } from '../figures/index.js';
import {
  crossedDesign,
  decisionsAt,
  roeMetzModel,
  roeMetzToOr,
  seededRandom,
  simulateRoeMetz,
  splitPlotDesign,
} from '../simulation/index.js';
import {
  areaVariance,
  casesFor,
  dbmFromOr,
  dbmPower,
  InvalidPlan,
  jointPower,
  jointPowerOfTwo,
  orPower,
  pilotComponents,
  powerGrid,
  proportionVariance,
  publishedComponents,
  readersFor,
  simulatedPower,
  type PlannedStudy,
  type PlanningComponents,
} from './index.js';

const components: PlanningComponents = {
  treatmentReader: 0.0002,
  error: 0.0008,
  cov1: 0.0003,
  cov2: 0.0003,
  cov3: 0.0002,
  cases: 114,
};
const power = (plan: PlannedStudy, from = components) => {
  const value = orPower(from, plan);
  if (!isEstimated(value)) throw new Error(value.reason);
  return value.power;
};

describe('orPower', () => {
  const readers = fc.integer({ min: 2, max: 30 });
  const cases = fc.integer({ min: 10, max: 1000 });
  const effect = fc.double({ min: 0.005, max: 0.15, noNaN: true });

  test('is the alpha without an effect, and grows with effect, readers and cases', () => {
    fc.assert(
      fc.property(readers, cases, effect, (j, k, d) => {
        expect(power({ readers: j, cases: k, effect: 0 })).toBeCloseTo(0.05, 9);
        const here = power({ readers: j, cases: k, effect: d });
        expect(power({ readers: j, cases: k, effect: -d })).toBeCloseTo(here, 12);
        expect(power({ readers: j, cases: k, effect: d * 1.1 })).toBeGreaterThanOrEqual(here - 1e-9);
        expect(power({ readers: j + 1, cases: k, effect: d })).toBeGreaterThanOrEqual(here - 1e-9);
        // With two or three readers more cases can cost degrees of freedom, and with them a little power.
        if (j > 3) expect(power({ readers: j, cases: k + 10, effect: d })).toBeGreaterThanOrEqual(here - 1e-9);
      }),
    );
  });

  test('fixed readers and fixed cases have at least the power of both random', () => {
    fc.assert(
      fc.property(readers, cases, effect, (j, k, d) => {
        const plan = { readers: j, cases: k, effect: d };
        const fixedReaders = orPower(components, plan, 'FRRC');
        expect(isEstimated(fixedReaders) && fixedReaders.power).toBeGreaterThanOrEqual(power(plan) - 1e-9);
      }),
    );
  });

  test('DBM components of the same jackknife give the same random-reader power where none is negative', () => {
    fc.assert(
      fc.property(readers, effect, (j, d) => {
        const plan = { readers: j, cases: components.cases, effect: d };
        const dbm = dbmPower(dbmFromOr(components), plan);
        expect(isEstimated(dbm) && dbm.power).toBeCloseTo(power(plan), 9);
      }),
    );
  });

  test('non-inferiority: equal conditions and a margin have the power of that effect, one-sided', () => {
    const shown = power({ readers: 6, cases: 200, effect: 0, margin: 0.05 });
    const superior = power({ readers: 6, cases: 200, effect: 0.05 });
    expect(shown).toBeCloseTo(superior, 4); // two-sided adds only the far tail
    expect(power({ readers: 6, cases: 200, effect: -0.05, margin: 0.05 })).toBeCloseTo(0.025, 9);
  });

  test('one reader, or nothing that varies, is not estimable; half a reader is a mistake', () => {
    expect(orPower(components, { readers: 1, cases: 10, effect: 0.1 })).toMatchObject({ status: 'not-estimable' });
    const none = { treatmentReader: 0, error: 0, cov1: 0, cov2: 0, cov3: 0, cases: 10 };
    expect(orPower(none, { readers: 3, cases: 10, effect: 0.1 })).toMatchObject({ status: 'not-estimable' });
    expect(() => orPower(components, { readers: 1.5, cases: 10, effect: 0.1 })).toThrow(InvalidPlan);
    expect(() => orPower(components, { readers: 3, cases: 10, effect: 0.1, margin: -1 })).toThrow(InvalidPlan);
  });
});

describe('sample size', () => {
  const powerOf = (plan: PlannedStudy) => orPower(components, plan);

  test('one case fewer does not suffice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 20 }),
        fc.double({ min: 0.05, max: 0.1, noNaN: true }),
        (readers, effect) => {
          const size = casesFor(powerOf, { readers, effect }, 0.8);
          if (!isEstimated(size)) throw new Error(size.reason);
          expect(size.power).toBeGreaterThanOrEqual(0.8);
          expect(power({ readers, effect, cases: size.cases - 1 })).toBeLessThan(0.8);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('one reader fewer does not suffice', () => {
    const size = readersFor(powerOf, { cases: 150, effect: 0.05 }, 0.9);
    if (!isEstimated(size)) throw new Error(size.reason);
    expect(power({ readers: size.readers - 1, cases: 150, effect: 0.05 })).toBeLessThan(0.9);
    expect(size.power).toBeGreaterThanOrEqual(0.9);
  });

  test('says that readers limit the power', () => {
    expect(casesFor(powerOf, { readers: 2, effect: 0.03 }, 0.8)).toMatchObject({
      status: 'not-estimable',
      reason: expect.stringContaining('2 readers reach'),
    });
  });

  test('the grid holds the power of each pair', () => {
    const grid = powerGrid(powerOf, { effect: 0.05 }, [4, 6], [100, 150, 200]);
    expect(grid.power).toHaveLength(2);
    expect(grid.power[1]?.[2]).toEqual(powerOf({ readers: 6, cases: 200, effect: 0.05 }));
  });
});

describe('planning components', () => {
  test('published correlations scale the error variance', () => {
    const published = { r1: 0.47, r2: 0.3, r3: 0.2, treatmentReader: 0.001, cases: 100 };
    const error = areaVariance(0.8, 50, 50);
    expect(publishedComponents({ ...published, error })).toEqual({
      treatmentReader: 0.001,
      error,
      cov1: 0.47 * error,
      cov2: 0.3 * error,
      cov3: 0.2 * error,
      cases: 100,
    });
  });

  test("Hanley and McNeil's variance is that of negative exponential ratings", () => {
    const random = seededRandom('exponential');
    const [negatives, positives, rate, trials] = [12, 8, 0.25, 20_000];
    const ratings = (n: number, scale: number) =>
      Float64Array.from({ length: n }, () => -scale * Math.log(random.uniform()));
    const areas = Array.from(
      { length: trials },
      () => rocArea(ratings(negatives, 1), ratings(positives, 1 / rate)).area,
    );
    const area = 1 / (1 + rate);
    const variance = areas.reduce((sum, one) => sum + (one - area) ** 2, 0) / trials;
    const expected = areaVariance(area, negatives, positives);
    expect(Math.abs(variance - expected)).toBeLessThan(5 * expected * Math.sqrt(3 / trials));
    expect(areaVariance(area, 1, 1)).toBeCloseTo(area * (1 - area), 12);
    expect(proportionVariance(0.8, 100)).toBeCloseTo(0.0016, 15);
  });

  test('components that a Roe-Metz model implies can be planned from', () => {
    const cases = { negatives: 50, positives: 50 };
    const { varianceReaderCondition, varianceError, cov1, cov2, cov3 } = roeMetzToOr(roeMetzModel('LH', 0.855), cases);
    const implied = { treatmentReader: varianceReaderCondition, error: varianceError, cov1, cov2, cov3, cases: 100 };
    expect(power({ readers: 5, cases: 100, effect: 0.1 }, implied)).toBeGreaterThan(0.3);
  });
});

describe('pilotComponents', () => {
  const size = { readers: 4, negatives: 30, positives: 20 };
  const study = simulateRoeMetz(crossedDesign(size), roeMetzModel('HH', 0.855), seededRandom('pilot'));

  test('counts the cases on which the figure rests', () => {
    expect(pilotComponents(study, empiricalAuc)).toMatchObject({ status: 'estimated', cases: 50 });
    const decisions = decisionsAt(study, 0.75);
    expect(pilotComponents(decisions, sensitivity(1))).toMatchObject({ status: 'estimated', cases: 20 });
    expect(pilotComponents(decisions, specificity(1))).toMatchObject({ status: 'estimated', cases: 30 });
  });

  test('a pilot study that is not crossed, or too small, is refused with the reason', () => {
    const split = simulateRoeMetz(splitPlotDesign(size, 2), roeMetzModel('HH', 0.855), seededRandom('pilot'));
    expect(pilotComponents(split, empiricalAuc)).toMatchObject({ reason: expect.stringContaining('split-plot') });
    const one = simulateRoeMetz(crossedDesign({ ...size, readers: 1 }), roeMetzModel('HH', 0.7), seededRandom(1));
    expect(pilotComponents(one, empiricalAuc)).toMatchObject({ reason: expect.stringContaining('1 readers') });
  });
});

describe('joint power', () => {
  test('independent endpoints multiply, identical ones do not lose', () => {
    expect(jointPowerOfTwo(0.9, 0.8, 0)).toBeCloseTo(0.72, 12);
    expect(jointPowerOfTwo(0.9, 0.8, 1)).toBeCloseTo(0.8, 12);
  });

  test('simulation agrees with the bivariate normal, and repeats itself', () => {
    const correlations = [
      [1, 0.6],
      [0.6, 1],
    ];
    const simulated = () => jointPower([0.9, 0.8], correlations, { random: seededRandom(5), alpha: 1e-5 });
    expect(simulated().ci[0]).toBeLessThan(jointPowerOfTwo(0.9, 0.8, 0.6));
    expect(simulated().ci[1]).toBeGreaterThan(jointPowerOfTwo(0.9, 0.8, 0.6));
    expect(simulated()).toEqual(simulated());
  });

  test('refuses what is no correlation matrix and no power', () => {
    expect(() => jointPower([0.9, 0.8], [[1]], { random: seededRandom(1) })).toThrow(InvalidPlan);
    expect(() => jointPowerOfTwo(1, 0.8, 0)).toThrow(InvalidPlan);
  });

  test('whole studies: shares of trials that show each endpoint and all', () => {
    const draws = simulatedPower(
      (random) => [random.uniform(), random.uniform()] as const,
      ([a, b]) => [a < 0.8, b < 0.5 ? true : b < 0.9 ? false : undefined],
      { random: seededRandom('trials'), trials: 4000, alpha: 1e-5 },
    );
    const holds = (share: { ci: readonly [number, number] }, truth: number) =>
      share.ci[0] < truth && truth < share.ci[1];
    expect(draws.each.map((share, i) => holds(share, [0.8, 0.5][i]!))).toEqual([true, true]);
    expect(holds(draws.joint, 0.4)).toBe(true);
    expect(draws.failed).toBeGreaterThan(300);
  });
});
