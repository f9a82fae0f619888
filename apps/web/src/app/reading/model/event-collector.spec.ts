import { eventBatchSchema } from '@lectern/contracts';
import { EventCollector } from './event-collector.js';

const openedAt = 0;

test('orders what page and viewer report by its time', () => {
  const collector = new EventCollector(openedAt);
  collector.record({ kind: 'page-opened', atMillis: 1000 });
  collector.record({ kind: 'paused', atMillis: 1500 });
  collector.record({ kind: 'first-image', atMillis: 1400, loadMillis: 300 });
  expect(collector.takeBatches(1600)).toEqual([
    {
      sequence: 0,
      events: [
        { kind: 'page-opened', atMillis: 1000 },
        { kind: 'first-image', atMillis: 1400, loadMillis: 300 },
        { kind: 'paused', atMillis: 1500 },
        { kind: 'sent', atMillis: 1600 },
      ],
    },
  ]);
});

test('what comes late never stands before a batch that was handed out', () => {
  const collector = new EventCollector(openedAt);
  collector.record({ kind: 'paused', atMillis: 2000 });
  collector.takeBatches(2000);
  collector.record({ kind: 'resumed', atMillis: 1990 });
  expect(collector.takeBatches(2010)).toEqual([
    {
      sequence: 1,
      events: [
        { kind: 'resumed', atMillis: 2000 },
        { kind: 'sent', atMillis: 2010 },
      ],
    },
  ]);
});

test('what the reader did in the read before, told late by the viewer, is of no use of this one', () => {
  const collector = new EventCollector(5000);
  collector.record({ kind: 'page-opened', atMillis: 5000 });
  collector.activity(4400);
  collector.record({ kind: 'first-image', atMillis: 4999, loadMillis: 300 });
  collector.activity(5600);
  expect(collector.takeBatches(6000)[0]?.events.map(({ kind, atMillis }) => [kind, atMillis])).toEqual([
    ['page-opened', 5000],
    ['first-image', 5000],
    ['activity', 5600],
    ['sent', 6000],
  ]);
});

test('keeps at most one activity a second', () => {
  const collector = new EventCollector(openedAt);
  for (const at of [0, 10, 999, 1000, 1500, 2000]) collector.activity(at);
  expect(collector.takeBatches(2000)[0]?.events.map((event) => event.atMillis)).toEqual([0, 1000, 2000, 2000]);
});

test('keeps the last activity before a pause, and before a batch is handed out: idle time counts from there', () => {
  const collector = new EventCollector(openedAt);
  for (const at of [0, 400, 900, 5000]) collector.activity(at);
  collector.activity(5200);
  collector.record({ kind: 'hidden', atMillis: 9000 });
  collector.record({ kind: 'visible', atMillis: 9500 });
  collector.activity(9600);
  collector.activity(9700);
  expect(collector.takeBatches(9900)[0]?.events.map((event) => event.atMillis)).toEqual([
    0, 900, 5000, 5200, 9000, 9500, 9600, 9700, 9900,
  ]);
  expect(collector.takeBatches(9900)).toEqual([]);
});

test('hands out nothing where nothing happened, and does not count it', () => {
  const collector = new EventCollector(openedAt);
  expect(collector.takeBatches(5)).toEqual([]);
  expect(collector.takeFinal().sequence).toBe(0);
});

test('many events become several batches, each as the contract allows, and the last go with the submission', () => {
  const collector = new EventCollector(openedAt);
  for (let count = 0; count < 1203; count++) collector.record({ kind: 'activity', atMillis: count });
  const { batches, sequence, finalEvents } = collector.takeFinal();
  expect(batches.map((batch) => [batch.sequence, batch.events.length])).toEqual([
    [0, 500],
    [1, 500],
  ]);
  expect(batches.every((batch) => eventBatchSchema.safeParse({ lease: 1, ...batch }).success)).toBe(true);
  expect([sequence, finalEvents.length, finalEvents.at(-1)?.atMillis]).toEqual([2, 203, 1202]);
});
