import type { CaseRow } from '@lectern/contracts';
import { isFiltering } from '../../ui/filter-bar.js';
import { everyCase, matches, type CaseFilter } from './case-filter.js';

const row = (part: object): CaseRow => ({ state: 'ready', inference: [], problems: [], ...part }) as unknown as CaseRow;
const rows = {
  plain: row({ inference: [{ state: 'done', outOfDistribution: null }] }),
  foreign: row({ inference: [{ state: 'done', outOfDistribution: { distance: 9, limit: 5 } }] }),
  failed: row({
    state: 'stored',
    inference: [{ state: 'failed', outOfDistribution: null }],
    problems: [{ severity: 'flagged' }],
  }),
  refused: row({ state: 'refused', problems: [{ severity: 'refused' }, { severity: 'flagged' }] }),
};
const found = (filter: Partial<CaseFilter>) =>
  Object.entries(rows).flatMap(([name, each]) => (matches(each, { ...everyCase, ...filter }) ? [name] : []));

test('cases are found by state, by what became of the AI, and by their problems, all together', () => {
  expect(found({})).toEqual(['plain', 'foreign', 'failed', 'refused']);
  expect(found({ state: 'ready' })).toEqual(['plain', 'foreign']);
  expect(found({ ai: 'done' })).toEqual(['plain', 'foreign']);
  expect(found({ ai: 'foreign' })).toEqual(['foreign']);
  expect(found({ problems: 'any' })).toEqual(['failed', 'refused']);
  expect(found({ problems: 'refused' })).toEqual(['refused']);
  expect(found({ problems: 'none', state: 'ready' })).toEqual(['plain', 'foreign']);
  expect(found({ problems: 'flagged', ai: 'failed' })).toEqual(['failed']);
});

test('whether anything is left out is known', () => {
  expect(isFiltering(everyCase)).toBe(false);
  expect(isFiltering({ ...everyCase, ai: 'failed' })).toBe(true);
});
