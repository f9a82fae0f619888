import type { ModelEvaluation } from '@lectern/contracts';
import { figureRows, readModelEvaluation, rocCurves } from './model-evaluation.js';

const interval = (estimate: number) => ({ estimate, ci95: [0, 1] as const, method: 'Wilson' });
const level = { sensitivity: interval(0.5), specificity: interval(1), auc: null };
const summary = {
  counts: { cases: { positive: 2, negative: 1 }, stacks: { positive: 2, negative: 1 }, foreign: 1 },
  caseLevel: level,
  stackLevel: { ...level, dice: interval(0.4), surfaceDistanceMm: null },
  froc: [{ falseFindingsPerStack: 0, sensitivity: 0.5 }],
};
const examination = (name: string, positive: boolean, score: number) => ({
  ...{ case: name, hospital: 'A', positive, grade: positive ? 2 : 0, gestationalAgeWeeks: 25, lesionMl: 1 },
  ...{ score, called: score >= 0.5, foreign: false },
  stacks: [
    { id: 'axial', score, called: score >= 0.5, positive, dice: null, surfaceDistanceMm: null },
    { id: 'coronal', score: 0, called: false, positive: positive ? null : false, dice: null, surfaceDistanceMm: null },
  ].map((stack) => ({ ...stack, lesions: [], falseFindings: [] })),
});
const evaluation: ModelEvaluation = {
  schemaVersion: 1,
  model: { id: 'm', version: '1', sha256: 'a' },
  thresholds: { case: 0.5, stack: 0.5 },
  ...summary,
  by: { hospital: { A: summary }, grade: { '2': summary }, gestationalAge: { '24-27 weeks': summary } },
  cases: [examination('a', true, 0.9), examination('b', true, 0.3), examination('c', false, 0.4)],
};

test('every group comes twice, by cases and by stacks, which alone have overlap and distance', () => {
  const rows = figureRows(evaluation);
  expect(rows.map(({ group, name, unit }) => `${group} ${name} ${unit}`)).toEqual([
    'all  cases',
    'all  stacks',
    'hospital A cases',
    'hospital A stacks',
    'grade 2 cases',
    'grade 2 stacks',
    'gestationalAge 24-27 weeks cases',
    'gestationalAge 24-27 weeks stacks',
  ]);
  expect(rows.map(({ level: { dice } }) => dice?.estimate)).toEqual([0, 1, 2, 3].flatMap(() => [undefined, 0.4]));
});

test('ROC curves of cases and of stacks; a stack that shows nothing of a positive case counts in neither class', () => {
  const { cases, stacks } = rocCurves(evaluation);
  expect(cases).toEqual([
    [0, 0],
    [0, 0.5],
    [1, 0.5],
    [1, 1],
  ]);
  expect(stacks.at(-1)).toEqual([1, 1]);
  expect(stacks).toContainEqual([0.5, 1]);
  expect(rocCurves({ ...evaluation, cases: evaluation.cases.slice(0, 2) }).cases).toEqual([]);
});

test('what the command wrote is read back; anything else is refused by the name of its place', () => {
  expect(readModelEvaluation(JSON.stringify(evaluation))).toEqual(evaluation);
  const wrong = JSON.stringify({ ...evaluation, thresholds: { case: 'high', stack: 0.5 } });
  expect(() => readModelEvaluation(wrong)).toThrow(/thresholds\.case/);
  expect(() => readModelEvaluation('{}')).toThrow(/schemaVersion/);
  expect(() => readModelEvaluation('no JSON')).toThrow(/no JSON/);
});
