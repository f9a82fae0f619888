import { bytesOf, formOf, rangeOf } from './stored-frames.js';

test('frames as samples lie at equal distances, as in every row that was stored before', () => {
  const frames = { frameBytes: 10 };
  expect([formOf(frames), bytesOf(frames, 3), rangeOf(frames, 0), rangeOf(frames, 2)]).toEqual(['native', 30, [0, 10], [20, 30]]); // prettier-ignore
});

test('HTJ2K streams lie where their ends say', () => {
  const frames = { frameBytes: 10, htj2kEnds: [4, 5, 9] };
  expect([formOf(frames), bytesOf(frames, 3)]).toEqual(['htj2k', 9]);
  expect([0, 1, 2].map((place) => rangeOf(frames, place))).toEqual([[0, 4], [4, 5], [5, 9]]); // prettier-ignore
  for (const place of [3, -1]) expect(() => rangeOf(frames, place)).toThrow(RangeError);
});
