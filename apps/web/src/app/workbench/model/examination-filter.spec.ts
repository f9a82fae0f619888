import type { ModelEvaluation } from '@lectern/contracts';
import { type ExaminationFilter, filterOf, matches, outcomeOf } from './examination-filter.js';

const examination = (positive: boolean, called: boolean, foreign = false) =>
  ({ positive, called, foreign }) as ModelEvaluation['cases'][number];
const examinations = {
  found: examination(true, true),
  missed: examination(true, false, true),
  cleared: examination(false, false),
  alarm: examination(false, true),
};
const every = filterOf(() => null);
const left = (filter: Partial<ExaminationFilter>) =>
  Object.entries(examinations).flatMap(([name, each]) => (matches(each, { ...every, ...filter }) ? [name] : []));

test('examinations are found by truth, by what became of the call, and by the flag, all together', () => {
  expect(Object.values(examinations).map(outcomeOf)).toEqual(['right', 'missed', 'right', 'falsePositive']);
  expect(left({})).toEqual(['found', 'missed', 'cleared', 'alarm']);
  expect(left({ truth: 'positive' })).toEqual(['found', 'missed']);
  expect(left({ truth: 'negative', outcome: 'right' })).toEqual(['cleared']);
  expect(left({ outcome: 'falsePositive' })).toEqual(['alarm']);
  expect(left({ flag: 'foreign' })).toEqual(['missed']);
  expect(left({ flag: 'usual', truth: 'positive' })).toEqual(['found']);
});

test('an address names a filter; what it does not know filters nothing', () => {
  const said = (query: string) => (name: string) => new URLSearchParams(query).get(name);
  expect(filterOf(said('?truth=positive&outcome=missed&flag=foreign'))).toEqual({ truth: 'positive', outcome: 'missed', flag: 'foreign' }); // prettier-ignore
  expect(filterOf(said('?truth=maybe&other=1'))).toEqual({ truth: null, outcome: null, flag: null });
});
