import { jest } from '@jest/globals';
import { NextCase } from './next-case.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function setUp() {
  const asked: string[] = [];
  const next = new NextCase({
    ask: (token) => asked.push(token),
    after: (millis, act) => {
      const timer = setTimeout(act, millis);
      return () => clearTimeout(timer);
    },
  });
  return { asked, next };
}

/** Seconds until the case is asked for once more. */
function secondsToNext(asked: readonly string[]): number {
  const before = asked.length;
  for (let second = 1; second <= 100; second++) {
    jest.advanceTimersByTime(1_000);
    if (asked.length > before) return second;
  }
  return Infinity;
}

test('what fails is asked for again after waits that double, up to a minute', () => {
  const { asked, next } = setUp();
  next.begin('1n');
  const waits = Array.from({ length: 7 }, () => {
    next.failed();
    return secondsToNext(asked);
  });
  expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60]);
  expect(new Set(asked)).toEqual(new Set(['1n']));
});

test('the network back, it is asked for at once, and once alone', () => {
  const { asked, next } = setUp();
  next.begin('1n');
  next.retryNow(); // it is on its way
  expect(asked).toHaveLength(1);
  next.failed();
  next.retryNow();
  next.retryNow();
  expect(asked).toHaveLength(2);
  jest.advanceTimersByTime(600_000);
  expect(asked).toHaveLength(2);
});

test('once it is there, or another case is opened, nothing is asked for any more', () => {
  const { asked, next } = setUp();
  next.begin('1n');
  next.failed();
  next.stop();
  next.failed(); // a late answer
  jest.advanceTimersByTime(600_000);
  expect(asked).toEqual(['1n']);
  expect(next.is('1n')).toBe(false);
  next.begin('2n');
  next.failed();
  expect(secondsToNext(asked)).toBe(2); // the waits begin anew
});
