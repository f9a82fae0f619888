import { describe, expect, test } from '@jest/globals';
import { InvalidStudyData } from './errors.js';
import { casesRead, hasClusters, mrmcData, type Reading } from './reader-study.js';

const read = (change: Partial<Reading> = {}): Reading => ({
  reader: 'A',
  treatment: 'unaided',
  case: '1',
  positive: true,
  rating: 3,
  ...change,
});

describe('a study from rows', () => {
  test('keeps the order of first rows, and who read what', () => {
    const study = mrmcData([
      read({ reader: 'B' }),
      read({ case: '7', positive: false, rating: 1 }),
      read({ treatment: 'aided' }),
    ]);
    expect(study.readers).toEqual(['B', 'A']);
    expect(study.treatments).toEqual(['unaided', 'aided']);
    expect(study.cases.map((one) => one.id)).toEqual(['1', '7']);
    expect([0, 1, 2, 3].map((cell) => [...casesRead(study, cell)])).toEqual([[0], [1], [], [0]]);
  });

  test.each<[string, Reading[]]>([
    ['no reads', []],
    ['reader A, treatment unaided, case 1 is there twice', [read(), read()]],
    ['case 1 has two truths', [read(), read({ reader: 'B', positive: false })]],
    ['case 1 has two patients: 1, p', [read(), read({ reader: 'B', patient: 'p' })]],
    ['rating NaN is no number', [read({ rating: Number.NaN })]],
    ['rating Infinity is no number', [read({ rating: Infinity })]],
  ])('refuses: %s', (message, rows) => {
    expect(() => mrmcData(rows)).toThrow(InvalidStudyData);
    expect(() => mrmcData(rows)).toThrow(message);
  });

  test('has clusters where a patient has two cases', () => {
    expect(hasClusters(mrmcData([read(), read({ case: '2' })]))).toBe(false);
    expect(hasClusters(mrmcData([read({ patient: 'p' }), read({ case: '2', patient: 'p' })]))).toBe(true);
  });
});
