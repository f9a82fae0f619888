import { ApiError, type ReadId, type StudyId } from '@lectern/contracts';
import { Outbox, type Outgoing } from './outbox.js';

const address = { study: 's1' as StudyId, read: 'r1' as ReadId };
const events = (sequence: number): Outgoing => ({
  ...address,
  kind: 'events',
  body: { lease: 1, sequence, events: [{ kind: 'activity', atMillis: sequence }] },
});
const draft = (revision: number): Outgoing => ({
  ...address,
  kind: 'draft',
  body: { lease: 1, revision, answers: {} },
});
const submission: Outgoing = {
  ...address,
  kind: 'submission',
  body: { lease: 1, revision: 9, answers: {}, sequence: 2, finalEvents: [] },
};
const refusal = (status: number) => new ApiError(status, { type: 'lease-lost', title: 'no', status });
const nameOf = (item: Outgoing) =>
  item.kind === 'draft'
    ? `draft ${item.body.revision}`
    : item.kind === 'events'
      ? `events ${item.body.sequence}`
      : 'submission';
const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

/** A server whose answers the test decides, and a clock that moves only when the test wakes it. */
function setUp(stored: Outgoing[] = []) {
  const log: string[] = [];
  const answers: (Error | null)[] = [];
  const pauses: number[] = [];
  const saved: { items: readonly Outgoing[] } = { items: stored };
  let wake: () => void = () => undefined;
  const outbox = new Outbox({
    send: async (item) => {
      log.push(`send ${nameOf(item)}`);
      const answer = answers.shift() ?? null;
      await settle();
      if (answer) throw answer;
      return `got ${nameOf(item)}`;
    },
    onSent: (_, result) => log.push(String(result)),
    onRefused: (item) => log.push(`refused ${nameOf(item)}`),
    store: { load: () => [...stored], save: (items) => (saved.items = items) },
    pause: (millis) => {
      pauses.push(millis);
      const done = new Promise<void>((resolve) => (wake = resolve));
      return { done, wake };
    },
  });
  return { outbox, log, answers, pauses, saved, passTime: () => wake() };
}

test('sends in order, one at a time', async () => {
  const { outbox, log } = setUp();
  outbox.enqueue(events(0));
  outbox.enqueue(draft(1));
  outbox.enqueue(submission);
  await outbox.flush();
  expect(log).toEqual([
    'send events 0',
    'got events 0',
    'send draft 1',
    'got draft 1',
    'send submission',
    'got submission',
  ]);
  expect(outbox.waiting()).toBe(0);
});

test('a draft that has not left is replaced by a newer one; one on its way is not', async () => {
  const { outbox, log } = setUp();
  outbox.enqueue(draft(1));
  outbox.enqueue(draft(2));
  outbox.enqueue(draft(3));
  await outbox.flush();
  expect(log).toEqual(['send draft 1', 'got draft 1', 'send draft 3', 'got draft 3']);
});

test('a lost connection keeps everything and its order, and waits longer each time', async () => {
  const { outbox, log, answers, pauses, passTime } = setUp();
  answers.push(new TypeError('Failed to fetch'), refusal(503), new DOMException('slow', 'TimeoutError'));
  outbox.enqueue(events(0));
  outbox.enqueue(submission);
  for (const expected of [[1000], [1000, 2000], [1000, 2000, 4000]]) {
    await settle();
    await settle();
    expect(outbox.connection()).toBe('lost');
    expect(outbox.waiting()).toBe(2);
    expect(pauses).toEqual(expected);
    passTime();
  }
  await outbox.flush();
  expect(log.filter((line) => line.startsWith('got'))).toEqual(['got events 0', 'got submission']);
  expect(outbox.connection()).toBe('ok');
});

test('an ended session is named, and nothing is given up', async () => {
  const { outbox, log, answers, passTime } = setUp();
  answers.push(refusal(401));
  outbox.enqueue(submission);
  await settle();
  await settle();
  expect([outbox.connection(), outbox.waiting()]).toEqual(['signed-out', 1]);
  passTime();
  await outbox.flush();
  expect(log.at(-1)).toBe('got submission');
});

test('what the server will never take is handed back, and the rest goes on', async () => {
  const { outbox, log, answers } = setUp();
  answers.push(refusal(409));
  outbox.enqueue(draft(1));
  outbox.enqueue(events(0));
  await outbox.flush();
  expect(log).toEqual(['send draft 1', 'refused draft 1', 'send events 0', 'got events 0']);
});

test('what waits is stored until it arrives, and taken up by the next page', async () => {
  const first = setUp();
  first.answers.push(new TypeError('Failed to fetch'));
  first.outbox.enqueue(draft(4));
  first.outbox.enqueue(submission);
  await settle();
  await settle();
  const next = setUp([...first.saved.items]);
  expect(next.outbox.waiting()).toBe(2);
  await next.outbox.flush();
  expect(next.log.filter((line) => line.startsWith('got'))).toEqual(['got draft 4', 'got submission']);
  expect(next.saved.items).toEqual([]);
});

test('a lost lease drops what waits for that read alone', async () => {
  const { outbox, log, answers } = setUp();
  answers.push(refusal(409));
  outbox.enqueue(events(0));
  outbox.enqueue(events(1));
  outbox.enqueue({ ...events(0), read: 'r2' as ReadId });
  outbox.forget(address.read);
  await outbox.flush();
  expect(log).toEqual(['send events 0', 'refused events 0', 'send events 0', 'got events 0']);
});
