import { jest } from '@jest/globals';
import { throttled } from './throttle.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('the first call goes through at once, of the rest only the last, and none is lost', () => {
  const heard: number[] = [];
  const say = throttled<number>(100, (value) => heard.push(value));
  say(1);
  say(2);
  say(3);
  expect(heard).toEqual([1]);
  jest.advanceTimersByTime(100);
  expect(heard).toEqual([1, 3]);
  say(4);
  expect(heard).toEqual([1, 3]);
  jest.advanceTimersByTime(1000);
  expect(heard).toEqual([1, 3, 4]);
  say(5);
  expect(heard).toEqual([1, 3, 4, 5]);
});
