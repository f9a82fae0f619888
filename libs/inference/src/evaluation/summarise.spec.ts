import { evaluate } from './groups.js';
import type { CaseMeasurement, StackMeasurement } from './measurement.js';
import { pairedDifference, summarise } from './summarise.js';

function stack(part: Partial<StackMeasurement>): StackMeasurement {
  return { id: 'axial', score: 0.1, called: false, positive: false, dice: null, surfaceDistanceMm: null, lesions: [], falseFindings: [], ...part };
} // prettier-ignore

function examination(name: string, grade: number, called: boolean, stacks: StackMeasurement[]): CaseMeasurement {
  const positive = grade > 0;
  return { case: name, hospital: 'A', positive, grade, gestationalAgeWeeks: 26, lesionMl: grade, score: called ? 0.9 : 0.2, called, foreign: false, stacks };
} // prettier-ignore

const hit = stack({ positive: true, called: true, score: 0.9, dice: 0.6, surfaceDistanceMm: 1, lesions: [0.4, null] });
const miss = stack({ positive: true, dice: 0, lesions: [null] });
const unshown = stack({ positive: null });
const quiet = stack({});
const wrong = stack({ called: true, score: 0.8, falseFindings: [0.2] });

const cases = [
  examination('a', 2, true, [hit, hit, miss]),
  examination('b', 3, false, [hit, miss, unshown]),
  examination('c', 0, false, [quiet, quiet, wrong]),
  examination('d', 0, false, [quiet, quiet, quiet]),
];

test('by hand: two positive and two negative examinations', () => {
  const { counts, caseLevel, stackLevel } = summarise(cases);
  expect(counts).toEqual({ cases: { positive: 2, negative: 2 }, stacks: { positive: 5, negative: 6 }, foreign: 0 });
  expect(caseLevel.sensitivity?.estimate).toBe(0.5);
  expect(caseLevel.specificity?.estimate).toBe(1);
  expect(caseLevel.auc?.estimate).toBe(0.75); // of four pairs two right, two tied
  expect(stackLevel.sensitivity?.estimate).toBeCloseTo(3 / 5, 12);
  expect(stackLevel.specificity?.estimate).toBeCloseTo(5 / 6, 12);
  expect(stackLevel.dice?.estimate).toBeCloseTo(1.8 / 5, 12); // a missed positive stack counts 0
  expect(stackLevel.surfaceDistanceMm?.estimate).toBe(1);
});

test('Wilson of one of two, and intervals that hold their estimates', () => {
  const { caseLevel, stackLevel } = summarise(cases);
  expect(caseLevel.sensitivity?.ci95[0]).toBeCloseTo(0.0945312, 6);
  for (const each of [...Object.values(caseLevel), stackLevel.dice, stackLevel.auc]) {
    expect(each?.ci95[0]).toBeLessThanOrEqual(each?.estimate ?? NaN);
    expect(each?.ci95[1]).toBeGreaterThanOrEqual(each?.estimate ?? NaN);
  }
});

test('FROC: three of eight parts found before the only false finding in eleven stacks', () => {
  const points = summarise(cases).froc;
  expect(points.at(1)).toEqual({ falseFindingsPerStack: 0, sensitivity: expect.closeTo(3 / 8, 12) as number });
  expect(points.at(-1)).toEqual({ falseFindingsPerStack: expect.closeTo(1 / 11, 12) as number, sensitivity: expect.closeTo(3 / 8, 12) as number });
}); // prettier-ignore

test('without negatives there is neither specificity nor area, and the rest stands', () => {
  const { caseLevel, stackLevel } = summarise(cases.slice(0, 2));
  expect([caseLevel.specificity, caseLevel.auc, stackLevel.specificity]).toEqual([null, null, null]);
  expect(caseLevel.sensitivity?.estimate).toBe(0.5);
});

test('groups: a grade is held against all negatives, and groups without cases are left out', () => {
  const { by } = evaluate(cases);
  expect(Object.keys(by.grade)).toEqual(['2', '3']);
  expect(by.grade['2']?.counts.cases).toEqual({ positive: 1, negative: 2 });
  expect(Object.keys(by.gestationalAge)).toEqual(['24-27 weeks']);
});

test('a model differs from itself by nothing, and from one that misses everything by its own figure', () => {
  const blind = cases.map((each) => ({ ...each, stacks: each.stacks.map((one) => ({ ...one, called: false })) }));
  expect(pairedDifference(cases, cases, 'sensitivity')).toMatchObject({ estimate: 0, ci95: [0, 0] });
  expect(pairedDifference(cases, blind, 'sensitivity')?.estimate).toBeCloseTo(3 / 5, 12);
  expect(() => pairedDifference(cases, cases.slice(1), 'dice')).toThrow(RangeError);
});
