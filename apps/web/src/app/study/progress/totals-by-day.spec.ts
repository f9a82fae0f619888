import { totalsByDay } from './totals-by-day.js';

test('readers are added up, and days without a read are there', () => {
  const days = [
    { date: '2026-02-27', reader: 1, submitted: 3 },
    { date: '2026-02-27', reader: 2, submitted: 4 },
    { date: '2026-03-01', reader: 1, submitted: 5 },
  ];
  expect(totalsByDay(days)).toEqual([
    { date: '2026-02-27', submitted: 7 },
    { date: '2026-02-28', submitted: 0 },
    { date: '2026-03-01', submitted: 5 },
  ]);
});

test('before the first read there is no day', () => {
  expect(totalsByDay([])).toEqual([]);
});
