import { nextStep, opensAfterWashout, type ReaderStanding, type SessionStanding } from './next-step.js';

const session = (number: number, change: Partial<SessionStanding> = {}): SessionStanding => ({
  number,
  state: 'waiting',
  opensAt: null,
  finishedAt: null,
  planned: 12,
  submitted: 0,
  ...change,
});
const reader = (change: Partial<ReaderStanding> = {}): ReaderStanding => ({
  phase: 'reading',
  withdrawn: false,
  unsigned: 0,
  qualified: null,
  reopenedIn: null,
  pace: { may: 'go-on' },
  sessions: [session(1, { opensAt: 1000 }), session(2)],
  openRead: null,
  ...change,
});

test('phases and withdrawal come first', () => {
  expect(nextStep(reader({ phase: 'draft' }), 0)).toEqual({ step: 'not-started' });
  expect(nextStep(reader({ phase: 'locked', openRead: 'r1' }), 5000)).toEqual({ step: 'closed' });
  expect(nextStep(reader({ withdrawn: true, openRead: 'r1' }), 5000)).toEqual({ step: 'withdrawn' });
});

test('an open read is resumed, whatever the session says', () => {
  expect(nextStep(reader({ openRead: 'r1' }), 0)).toEqual({ step: 'read', read: 'r1' });
});

test('a session waits for its time to the millisecond', () => {
  expect(nextStep(reader(), 999)).toEqual({ step: 'wait', session: 1, opensAt: 1000 });
  expect(nextStep(reader(), 1000)).toEqual({ step: 'begin', session: 1 });
});

test('an open session goes on even where the clock went back', () => {
  const sessions = [session(1, { opensAt: 1000, state: 'open' }), session(2)];
  expect(nextStep(reader({ sessions }), 0)).toEqual({ step: 'begin', session: 1 });
});

test('washout, then the second session, then nothing', () => {
  const opensAt = opensAfterWashout(5000, 28);
  expect(opensAt - 5000).toBe(28 * 24 * 60 * 60 * 1000);
  const done = session(1, { state: 'finished', opensAt: 1000, finishedAt: 5000 });
  expect(nextStep(reader({ sessions: [done, session(2, { opensAt })] }), opensAt - 1)).toMatchObject({
    step: 'wait',
    session: 2,
  });
  expect(nextStep(reader({ sessions: [done, session(2, { opensAt })] }), opensAt)).toEqual({
    step: 'begin',
    session: 2,
  });
  expect(nextStep(reader({ sessions: [done, session(2, { state: 'finished' })] }), opensAt)).toEqual({
    step: 'finished',
  });
});

test('documents come before the first read, not in the midst of one', () => {
  const sessions = [session(1, { opensAt: 1000 })];
  expect(nextStep(reader({ unsigned: 1, sessions }), 5000)).toEqual({ step: 'sign' });
  expect(nextStep(reader({ unsigned: 1, sessions, openRead: 'r1' }), 5000)).toEqual({ step: 'read', read: 'r1' });
});

test('who did not qualify reads nothing more, but a read that was opened again', () => {
  expect(nextStep(reader({ qualified: false }), 5000)).toEqual({ step: 'not-qualified' });
  expect(nextStep(reader({ qualified: false, reopenedIn: 1 }), 5000)).toEqual({ step: 'begin', session: 1 });
});

test('a break and the end of the day hold up a session that is due, never a washout or an open read', () => {
  const pace = { may: 'rest', until: 9000 } as const;
  expect(nextStep(reader({ pace }), 5000)).toEqual({ step: 'rest', until: 9000 });
  expect(nextStep(reader({ pace }), 500)).toMatchObject({ step: 'wait' });
  expect(nextStep(reader({ pace, openRead: 'r1' }), 5000)).toMatchObject({ step: 'read' });
  const done = { may: 'stop-for-today', until: 9000, reached: 'reads' } as const;
  expect(nextStep(reader({ pace: done }), 5000)).toEqual({ step: 'stop-for-today', until: 9000, reached: 'reads' });
});
