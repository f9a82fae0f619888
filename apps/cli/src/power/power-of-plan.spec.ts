import { describe, expect, test } from '@jest/globals';
import { powerOfPlan, type PowerRequest } from './power-of-plan.js';

const components = { treatmentReader: 0.0002, error: 0.0008, cov1: 0.00034, cov2: 0.00034, cov3: 0.00024, cases: 114 };
const plan: PowerRequest = { components: [components], readers: [5], cases: [100], effect: [0.05] };
const powerOf = async (request: PowerRequest) => (await powerOfPlan(request)).grid[0]!.power!;

describe('power of a plan', () => {
  test('two co-primary endpoints: independent ones multiply, alike ones are as one', async () => {
    const one = await powerOf(plan);
    const two = { ...plan, components: [components, components], effect: [0.05, 0.05] };
    expect(await powerOf(two)).toBeCloseTo(one ** 2, 10);
    expect(await powerOf({ ...two, correlation: 0.999999 })).toBeCloseTo(one, 2);
    const three = {
      ...plan,
      components: [components, components, components],
      effect: [0.05, 0.05, 0.05],
      target: 0.05,
    };
    expect(await powerOf(three)).toBeCloseTo(one ** 3, 2);
  });

  test('non-inferiority by its margin, beside superiority', async () => {
    const output = await powerOfPlan({
      ...plan,
      components: [components, components],
      effect: [0.05, 0],
      margin: [null, 0.05],
    });
    expect(output.endpoints.map(({ margin }) => margin)).toEqual([null, 0.05]);
    expect(output.grid[0]!.endpoints[1]!.power).toBeGreaterThan(0.5);
  });

  test('published values: an area has the variance of Hanley and McNeil, a proportion its own', async () => {
    const common = { treatmentReader: 0.0002, r1: 0.43, r2: 0.43, r3: 0.3 };
    const area = { ...plan, components: [], published: [{ ...common, area: 0.8, positives: 45, negatives: 69 }] };
    const share = { ...plan, components: [], published: [{ ...common, proportion: 0.8, cases: 50 }] };
    const errorOf = async (request: PowerRequest) => (await powerOfPlan(request)).endpoints[0]!.components.error;
    expect(await errorOf(share)).toBeCloseTo((0.8 * 0.2) / 50, 12);
    expect(await errorOf(area)).toBeCloseTo(0.0019868, 6); // by hand: Q1 = .66667, Q2 = .71111
  });

  test('one reader, and components that come out negative: said, never a number of their own', async () => {
    const output = await powerOfPlan({
      ...plan,
      components: [{ ...components, treatmentReader: -0.0001 }],
      readers: [1],
    });
    expect(output.grid[0]).toMatchObject({ power: null, reason: expect.stringContaining('one reader') });
    expect(output.warnings).toEqual(['endpoint 1: treatmentReader is -0.0001, and taken as zero']);
  });

  test.each<[string, Partial<PowerRequest>]>([
    ['power needs one source', { components: [] }],
    ['--components lacks cov3, cases', { components: [{ treatmentReader: 0, error: 1, cov1: 0, cov2: 0 }] }],
    ['--published lacks treatmentReader, r1, r2, r3', { components: [], published: [{ area: 0.8 }] }],
    ['--effect has 2 values for 1 endpoints: endpoint 1', { effect: [1, 2] }],
    ['--correlation is for several endpoints', { correlation: 0.5 }],
  ])('refuses: %s', async (message, change) => {
    await expect(powerOfPlan({ ...plan, ...change })).rejects.toThrow(message);
  });
});
