import type { Protocol, ReaderProgress } from '@lectern/contracts';
import { readerActs } from './reader-acts.js';

const reader = (change: Partial<ReaderProgress> = {}): ReaderProgress => ({
  ...{ id: 'r1' as ReaderProgress['id'], number: 1, name: 'Ada Byron', kind: 'person', state: 'active' },
  ...{ qualified: null, replaces: null, sessions: [] },
  ...change,
});
const roster = (rule?: 'same-place' | 'none') =>
  ({ planned: 2, ...(rule ? { replacement: { rule } } : {}) }) as unknown as Protocol['readers'];

test('while a study is read a reader may withdraw; before and after nobody does', () => {
  expect(readerActs(reader(), [reader()], 'reading', roster())).toEqual(['withdraw']);
  expect(readerActs(reader({ state: 'finished' }), [], 'reading', roster())).toEqual([]);
  for (const phase of ['draft', 'locked', 'analysed', null] as const)
    expect(readerActs(reader(), [reader()], phase, roster())).toEqual([]);
});

test('whoever withdrew is replaced once, where the protocol replaces readers', () => {
  const gone = reader({ state: 'withdrawn' });
  expect(readerActs(gone, [gone], 'reading', roster())).toEqual([]);
  expect(readerActs(gone, [gone], 'reading', roster('none'))).toEqual([]);
  expect(readerActs(gone, [gone], 'reading', roster('same-place'))).toEqual(['replace']);
  const successor = reader({ number: 3, replaces: 1 });
  expect(readerActs(gone, [gone, successor], 'reading', roster('same-place'))).toEqual([]);
});

test('whoever failed the qualification may be let read', () => {
  expect(readerActs(reader({ qualified: false }), [], 'reading', roster())).toEqual(['waive', 'withdraw']);
  expect(readerActs(reader({ qualified: true }), [], 'reading', roster())).toEqual(['withdraw']);
});
