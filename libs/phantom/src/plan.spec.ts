import { CohortRequestError, planCohort } from './index.js';

const request = { hospitals: ['A', 'B'], cases: 40, positiveFraction: 0.3, seed: 1 } as const;

test('a cohort holds the number of positives that was asked for, all grades and both hospitals', () => {
  const plan = planCohort(request);
  expect(plan).toHaveLength(40);
  expect(plan.filter((entry) => entry.grade > 0)).toHaveLength(12);
  expect(new Set(plan.map((entry) => entry.grade))).toEqual(new Set([0, 1, 2, 3, 4]));
  expect(plan.filter((entry) => entry.hospital === 'A')).toHaveLength(20);
});

test('the same request gives the same plan, another seed another; no seed of a case comes twice', () => {
  expect(planCohort(request)).toEqual(planCohort(request));
  expect(planCohort({ ...request, seed: 2 })).not.toEqual(planCohort(request));
  expect(new Set(planCohort({ ...request, cases: 400 }).map((entry) => entry.seed)).size).toBe(400);
});

test('positives are spread over the cohort, not put first', () => {
  const half = planCohort({ ...request, cases: 200 }).slice(0, 100);
  const positives = half.filter((entry) => entry.grade > 0).length;
  expect(positives).toBeGreaterThan(15);
  expect(positives).toBeLessThan(45);
});

test.each([{ cases: 0 }, { cases: 2.5 }, { positiveFraction: 1.1 }, { positiveFraction: Number.NaN }])(
  'a cohort of %o is refused',
  (part) => {
    expect(() => planCohort({ ...request, ...part })).toThrow(CohortRequestError);
  },
);
