import { sampleProtocol } from '../testing/sample-protocol.js';
import { plannedSessions, washoutBefore } from './session-plan.js';

const summary = (sessions: ReturnType<typeof plannedSessions>): string[] =>
  sessions.map(
    ({ number, phase, period, part, repeats }) => `${number} ${phase} ${period}.${part}${repeats ? ' again' : ''}`,
  );

test('a crossover has a period a condition; training comes first, repeats last', () => {
  const protocol = sampleProtocol((p) => ({
    ...p,
    training: { cases: 2, feedback: true },
    design: { ...p.design, sessions: 4, repeats: { cases: 2, place: 'own-sessions' } },
  }));
  expect(summary(plannedSessions(protocol))).toEqual([
    '1 training 0.1',
    '2 study 1.1',
    '3 study 1.2',
    '4 study 2.1',
    '5 study 2.2',
    '6 study 3.1 again',
    '7 study 4.1 again',
  ]);
});

test('a session waits for the one that showed its cases, not for the one before it', () => {
  const protocol = sampleProtocol((p) => ({ ...p, design: { ...p.design, sessions: 4 } }));
  expect([1, 2, 3, 4].map((number) => washoutBefore(protocol, number))).toEqual([
    null,
    null,
    { afterSession: 1, days: 28 },
    { afterSession: 2, days: 28 },
  ]);
  expect(() => washoutBefore(protocol, 5)).toThrow(RangeError);
});

test('repeats wait for everything before them, by default 28 days', () => {
  const protocol = sampleProtocol((p) => ({
    ...p,
    design: {
      kind: 'sequential',
      stages: ['unaided', 'aided'],
      sessions: 3,
      order: 'blocked',
      separation: 0,
      stratify: ['truth'],
      repeats: { cases: 2, place: 'own-sessions' },
    },
  }));
  expect([1, 2, 3, 4].map((number) => washoutBefore(protocol, number))).toEqual([
    null,
    null,
    null,
    { afterSession: 3, days: 28 },
  ]);
});
