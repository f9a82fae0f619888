import { dayOf, isTimeZone } from './reader-day.js';

const day = (instant: string, zone: string | null) => {
  const { startsAt, endsAt } = dayOf(new Date(instant), zone);
  return [new Date(startsAt).toISOString(), new Date(endsAt).toISOString()];
};

test.each([
  ['2026-01-05T09:00:00.000Z', null, '2026-01-05T00:00:00.000Z', '2026-01-06T00:00:00.000Z'],
  ['2026-01-05T23:30:00.000Z', 'Europe/Berlin', '2026-01-05T23:00:00.000Z', '2026-01-06T23:00:00.000Z'],
  ['2026-01-05T02:00:00.000Z', 'America/Los_Angeles', '2026-01-04T08:00:00.000Z', '2026-01-05T08:00:00.000Z'],
  ['2026-01-05T02:00:00.000Z', 'Asia/Kathmandu', '2026-01-04T18:15:00.000Z', '2026-01-05T18:15:00.000Z'],
])('the day of %s in %s', (instant, zone, from, to) => {
  expect(day(instant, zone)).toEqual([from, to]);
});

test('days of 23 and 25 hours, where clocks change', () => {
  expect(day('2026-03-29T12:00:00.000Z', 'Europe/Berlin')).toEqual([
    '2026-03-28T23:00:00.000Z',
    '2026-03-29T22:00:00.000Z',
  ]);
  expect(day('2026-10-25T12:00:00.000Z', 'Europe/Berlin')).toEqual([
    '2026-10-24T22:00:00.000Z',
    '2026-10-25T23:00:00.000Z',
  ]);
});

test('names of time zones', () => {
  expect(['Europe/Berlin', 'UTC', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, true, false, false]);
});
