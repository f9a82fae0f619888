import type { FreezeCheck, Progress } from '@lectern/contracts';
import { sectionOfCheck, sectionStates } from './section-states.js';

const check = (id: string, met: boolean): FreezeCheck => ({ id, text: id, met });

test('each freeze check leads to the page where it is met', () => {
  const ids = ['cases-ready', 'stacks-present', 'ai-results-m-1.0.0', 'both-classes', 'readers-invited', 'signatures'];
  expect(ids.map(sectionOfCheck)).toEqual(['cases', 'cases', 'cases', 'truth', 'readers', 'plan']);
});

test('an open check marks its own section, and once none is open the plan asks for the freeze', () => {
  const open = sectionStates('draft', [check('cases-ready', true), check('reference-standard', false)], null);
  expect([open.cases, open.truth, open.readers, open.plan]).toEqual(['ready', 'needs-you', 'ready', 'ready']);
  expect(sectionStates('draft', [check('cases-ready', true)], null).plan).toBe('needs-you');
});

test('after the freeze plan, cases and truth are fixed; the analysis opens with its result', () => {
  const reading = sectionStates('reading', [], null);
  expect([reading.plan, reading.cases, reading.truth, reading.readers, reading.analysis]).toEqual([
    'locked',
    'locked',
    'locked',
    null,
    'locked',
  ]);
  expect(sectionStates('analysed', [], null).analysis).toBe('ready');
});

test('when every planned read is there, locking waits for the coordinator', () => {
  const at = (submitted: number) => ({ reads: { planned: 4, submitted } }) as Progress;
  expect([3, 4].map((submitted) => sectionStates('reading', [], at(submitted)).progress)).toEqual([null, 'needs-you']);
});
