import { describe, expect, test } from '@jest/globals';
import { mrmcData } from '@lectern/statistics';
import { readRatingsCsv } from './ratings-csv.js';

const HEADER = 'reader,treatment,case,truth,rating';

describe('a long table', () => {
  test('is read with its own names, quoted cells, other delimiters and a byte order mark', () => {
    const text =
      '\uFEFFwho;how;case;truth;score;patient\r\n"Li; ""A""";aided;1;1;0.5;p\r\n\r\nBo;unaided;2;0;-1e1;p\r\n';
    const { readings } = readRatingsCsv(text, { reader: 'who', treatment: 'how' });
    expect(readings).toEqual([
      { reader: 'Li; "A"', treatment: 'aided', case: '1', positive: true, rating: 0.5, patient: 'p' },
      { reader: 'Bo', treatment: 'unaided', case: '2', positive: false, rating: -10, patient: 'p' },
    ]);
  });

  test('keeps readers, treatments and cases in its order', () => {
    const { readings } = readRatingsCsv(`${HEADER}\nB,t2,9,0,1\nA,t1,9,0,2\nA,t2,3,1,2\n`);
    const study = mrmcData(readings);
    expect([study.readers, study.treatments, study.cases.map(({ id }) => id)]).toEqual([
      ['B', 'A'],
      ['t2', 't1'],
      ['9', '3'],
    ]);
  });

  test('says for LROC whether a location is right, of positive cases alone', () => {
    const { readings } = readRatingsCsv(`${HEADER},correct\nA,t,1,1,3,yes\nA,t,2,0,1,\n`);
    expect(readings.map(({ correct }) => correct)).toEqual([true, undefined]);
  });

  test.each([
    ['', 'the file is empty'],
    [HEADER, 'the file has a header and no rows'],
    ['reader,treatment,case,truth\nA,t,1,0', 'line 1, rating: no column "rating" among reader, treatment, case, truth'],
    [`${HEADER}\nA,t,1,0,3\nA,t,2,1`, 'line 3: 4 cells, but the header has 5'],
    [`${HEADER}\nA,t,1,0,high`, 'line 2, rating: "high" is no number'],
    [`${HEADER}\nA,t,1,0,`, 'line 2, rating: is empty'],
    [`${HEADER}\nA,t,1,2,3`, 'line 2, truth: "2" is neither 0 nor 1'],
    [`${HEADER}\n\nA,t,1,0,3\nA,t,1,0,4`, 'line 4: reader A, treatment t, case 1 is there already (line 3)'],
    [`${HEADER}\nA,t,1,0,3\nB,t,1,1,3`, 'line 3, truth: case 1 has another truth than before (line 2)'],
    [`${HEADER},patient\nA,t,1,0,3,p\nB,t,1,0,3,q`, 'line 3, patient: case 1 has another patient than before (line 2)'],
    [`${HEADER}\n"A,t,1,0,3\nB`, 'line 2: a quote is never closed'],
    [`${HEADER}\n"A"B,t,1,0,3`, 'line 2: cell 1 goes on after its closing quote'],
    ['reader,treatment,case,rating\nA,t,1,3', 'truth: there is no column "truth", and no row of modality truth'],
  ])('refuses %j', (text, message) => {
    expect(() => readRatingsCsv(text)).toThrow(expect.objectContaining({ name: 'MrmcFileError', message }));
  });

  test('counts lines through a cell that holds a line end', () => {
    expect(() => readRatingsCsv(`${HEADER}\n"A\nB",t,1,0,3\nA,t,1,0,x`)).toThrow('line 4, rating: "x" is no number');
  });
});
