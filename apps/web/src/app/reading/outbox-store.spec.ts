import type { ReadId, StudyId } from '@lectern/contracts';
import type { Outgoing } from './model/outbox.js';
import { outboxStore } from './outbox-store.js';

const item: Outgoing = {
  study: 's1' as StudyId,
  read: 'r1' as ReadId,
  kind: 'draft',
  body: { stage: 1, lease: 1, revision: 2, answers: { bleeding: 'present' } },
};

beforeEach(() => sessionStorage.clear());

test('what waits survives a reload of the tab', () => {
  outboxStore(sessionStorage).save([item]);
  expect(outboxStore(sessionStorage).load()).toEqual([item]);
});

test('nothing waiting leaves nothing behind', () => {
  outboxStore(sessionStorage).save([item]);
  outboxStore(sessionStorage).save([]);
  expect(sessionStorage).toHaveLength(0);
});

test.each(['not json', '[{"kind":"draft"}]', 'null'])('what is not ours is passed over: %s', (text) => {
  sessionStorage.setItem('lectern.outbox', text);
  expect(outboxStore(sessionStorage).load()).toEqual([]);
});
