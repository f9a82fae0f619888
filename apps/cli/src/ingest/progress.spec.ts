import { inBytes, inTime, Progress } from './progress.js';

test('cases, files, bytes, what is sent in a second, and how long the rest takes at that rate', () => {
  let now = 1000;
  const progress = new Progress({ cases: 3, files: 30, bytes: 30e6 }, () => now);
  expect(progress.line()).toBe('0/3 cases, 0/30 files, 0 B of 30 MB');
  progress.ends('there before', { files: 10, bytes: 10e6 });
  expect(progress.line()).toBe('1/3 cases, 10/30 files, 10 MB of 30 MB');
  now += 5000;
  progress.sends(5e6);
  progress.has('half', { files: 0, bytes: 5e6 });
  expect(progress.line()).toBe('1/3 cases, 10/30 files, 15 MB of 30 MB, 1 MB/s, 15 s left');
  progress.ends('half', { files: 10, bytes: 10e6 });
  progress.ends('other', { files: 10, bytes: 10e6 });
  expect(progress.line()).toBe('3/3 cases, 30/30 files, 30 MB of 30 MB, 1 MB/s');
});

test('sizes and times are said shortly', () => {
  expect([0, 999, 1000, 9_540_000, 126e9].map(inBytes)).toEqual(['0 B', '999 B', '1 kB', '9.54 MB', '126 GB']);
  expect([0.2, 59, 100, 7500].map(inTime)).toEqual(['1 s', '59 s', '2 min', '2 h 5 min']);
});
