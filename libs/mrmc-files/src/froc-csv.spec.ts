import { describe, expect, test } from '@jest/globals';
import { readFrocCsv, TruthFileError } from './froc-csv.js';

const TRUTH = 'case,truth,lesion,weight\n1,0,NA,0\n2,1,a,0.3\n2,1,b,0.7\n';
const HEADER = 'reader,treatment,case,lesion,rating\n';
const MARKS = `${HEADER}A,t,1,NA,2\nA,t,1,,1\nA,t,2,b,4\nB,t,2,,3\n`;

describe('a table of marks with that of its cases', () => {
  test('gives every read, also those without marks', () => {
    const { cases, reads } = readFrocCsv(MARKS, TRUTH);
    expect(cases).toEqual([
      { id: '1', lesions: [] },
      { id: '2', lesions: [{ id: 'a', weight: 0.3 }, { id: 'b', weight: 0.7 }] }, // prettier-ignore
    ]);
    expect(reads).toEqual([
      { reader: 'A', treatment: 't', case: '1', lesions: [], nonLesions: [2, 1] },
      { reader: 'A', treatment: 't', case: '2', lesions: [{ id: 'b', rating: 4 }], nonLesions: [] },
      { reader: 'B', treatment: 't', case: '1', lesions: [], nonLesions: [] },
      { reader: 'B', treatment: 't', case: '2', lesions: [], nonLesions: [3] },
    ]);
  });

  test.each([
    ['line 2, case: case 9 is not in the file of truth', `${HEADER}A,t,9,,1`],
    ['line 2, lesion: case 2 has no lesion c in the file of truth', `${HEADER}A,t,2,c,1`],
    ['line 2, rating: "x" is no number', `${HEADER}A,t,2,a,x`],
  ])('refuses marks: %s', (message, marks) => {
    expect(() => readFrocCsv(marks, TRUTH)).toThrow(expect.objectContaining({ name: 'MrmcFileError', message }));
  });

  test.each([
    ['line 5, truth: case 2 is there already, and only lesions may follow lesions', `${TRUTH}2,0,,`],
    ['line 5, lesion: case 2 has lesion a already', `${TRUTH}2,1,a,1`],
    ['line 5, weight: -1 is negative', `${TRUTH}3,1,a,-1`],
    ['line 1, lesion: no column "lesion" among case, truth', 'case,truth\n1,0'],
  ])('refuses the other file as that: %s', (message, truth) => {
    expect(() => readFrocCsv(MARKS, truth)).toThrow(TruthFileError);
    expect(() => readFrocCsv(MARKS, truth)).toThrow(message);
  });
});
