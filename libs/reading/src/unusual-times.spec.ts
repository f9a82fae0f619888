import { fewestReadsToCompare, unusualTimes } from './unusual-times.js';

/** Evenly spread on the logarithm, from 30 to 120 s: nothing among them stands apart. */
const usual = Array.from({ length: 40 }, (_, index) => 30 * 4 ** (index / 39));

test('a read of two seconds and one of an hour stand apart; those between do not', () => {
  const found = unusualTimes([2, ...usual, 3600]);
  expect(found[0]).toBe('fast');
  expect(found.at(-1)).toBe('slow');
  expect(found.slice(1, -1).every((each) => each === null)).toBe(true);
});

test('the scores are those of the formula', () => {
  // logs: middle 0; deviations from it 0 (2 of 21), then 1 and up: their median is 1, so that a log beyond 3.5 / 0.6745 = 5.19 is unusual
  const logs = [-5.2, -5.1, ...Array.from({ length: 8 }, () => -1), 0, ...Array.from({ length: 8 }, () => 1), 5.1, 5.2];
  expect(logs).toHaveLength(21);
  const found = unusualTimes(logs.map(Math.exp));
  expect(found[0]).toBe('fast');
  expect(found[1]).toBeNull();
  expect(found[19]).toBeNull();
  expect(found[20]).toBe('slow');
});

test('scaling all times changes nothing', () => {
  const times = [2, ...usual, 3600];
  expect(unusualTimes(times.map((seconds) => 7 * seconds))).toEqual(unusualTimes(times));
});

test('among too few reads, or where half of them are equal, nothing is unusual', () => {
  expect(unusualTimes([...usual.slice(0, fewestReadsToCompare - 2), 36_000])).not.toContain('slow');
  expect(unusualTimes([...Array.from({ length: 30 }, () => 60), 1])).not.toContain('fast');
});
