import fc from 'fast-check';
import { paceOf, type DoneAnswer } from './pace.js';

const minute = 60_000;
const day = { startsAt: 0, endsAt: 1440 * minute };
/** Answers one after the other from minute `start`: pairs of a pause before and the active minutes. */
function answers(start: number, ...steps: [pause: number, active: number][]): DoneAnswer[] {
  let at = start * minute;
  return steps.map(([pause, active]) => {
    const startedAt = at + pause * minute;
    at = startedAt + active * minute;
    return { startedAt, submittedAt: at, activeMillis: active * minute, completes: true };
  });
}

test('without rules, or with none reached, one goes on', () => {
  const done = answers(600, [0, 30], [0, 30]);
  expect(paceOf({}, done, day, 660 * minute)).toEqual({ may: 'go-on' });
  expect(paceOf({ readsPerDay: 3, minutesPerDay: 61, breakAfterMinutes: 61 }, done, day, 660 * minute)).toEqual({
    may: 'go-on',
  });
});

test('a quota of reads or minutes ends the day at its end, and yesterday does not count', () => {
  const done = answers(600, [0, 30], [0, 30]);
  const until = day.endsAt;
  expect(paceOf({ readsPerDay: 2 }, done, day, 660 * minute)).toEqual({
    may: 'stop-for-today',
    until,
    reached: 'reads',
  });
  expect(paceOf({ minutesPerDay: 60 }, done, day, 660 * minute)).toMatchObject({ reached: 'minutes' });
  const tomorrow = { startsAt: day.endsAt, endsAt: 2 * day.endsAt };
  expect(paceOf({ readsPerDay: 2, minutesPerDay: 60 }, done, tomorrow, day.endsAt)).toEqual({ may: 'go-on' });
});

test('stages of one read are one read of the quota, and all its minutes', () => {
  const staged = answers(600, [0, 20], [0, 20]).map((each, index) => ({ ...each, completes: index === 1 }));
  expect(paceOf({ readsPerDay: 2, minutesPerDay: 41 }, staged, day, 640 * minute)).toEqual({ may: 'go-on' });
  expect(paceOf({ readsPerDay: 1 }, staged, day, 640 * minute)).toMatchObject({ reached: 'reads' });
});

test('a break is due after a stretch, lasts as long as it must, and a pause as long ends a stretch', () => {
  const rules = { breakAfterMinutes: 45, breakMinutes: 15 };
  const until = 665 * minute;
  const done = answers(600, [0, 25], [0, 25]);
  expect(paceOf(rules, done, day, 650 * minute)).toEqual({ may: 'rest', until });
  expect(paceOf(rules, done, day, until - 1)).toEqual({ may: 'rest', until });
  expect(paceOf(rules, done, day, until)).toEqual({ may: 'go-on' });
  expect(paceOf(rules, answers(600, [0, 25], [15, 25]), day, 665 * minute)).toEqual({ may: 'go-on' });
  expect(paceOf(rules, answers(600, [0, 25], [14, 25]), day, 664 * minute)).toMatchObject({ may: 'rest' });
});

test('whatever the order in which answers are told, the pace is the same, and a break never outlasts its length', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 40 })), { maxLength: 12 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 60 }), (pairs, after, rest) => {
      const done = answers(0, ...pairs);
      const now = done.at(-1)?.submittedAt ?? 0;
      const rules = { breakAfterMinutes: after, breakMinutes: rest };
      const pace = paceOf(rules, done, day, now);
      expect(paceOf(rules, [...done].reverse(), day, now)).toEqual(pace);
      if (pace.may === 'rest') expect(pace.until - now).toBe(rest * minute);
      expect(paceOf(rules, done, day, now + rest * minute)).toEqual({ may: 'go-on' });
    }),
  );
});
