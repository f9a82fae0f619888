import { describe, expect, test } from '@jest/globals';
import { readImrmc } from './imrmc.js';
import { readRatingsCsv } from './ratings-csv.js';

const FRONT = 'A study\nN0: 1\nNR:1\nBEGIN DATA:\n';
const DATA = '-1,c1,truth,0\n-1,c2,truth,1\nr,c1,m,0.1\nr,c2,m,0.7\n';
const READINGS = [
  { reader: 'r', treatment: 'm', case: 'c1', positive: false, rating: 0.1 },
  { reader: 'r', treatment: 'm', case: 'c2', positive: true, rating: 0.7 },
];

describe('iMRMC', () => {
  test('is read from its input file and from its table', () => {
    expect(readImrmc(FRONT + DATA)).toEqual({ kind: 'ratings', format: 'imrmc', readings: READINGS, warnings: [] });
    const table = readRatingsCsv(`readerID,caseID,modalityID,score\n${DATA}`);
    expect(table).toMatchObject({ format: 'imrmc', readings: READINGS });
  });

  test('warns where the front matter announces other numbers', () => {
    expect(readImrmc(`N1: 3\n${FRONT}${DATA}`).warnings).toEqual(['line 1 announces N1 3, the data have 1']);
  });

  test.each([
    ['no data', 'there is no line "BEGIN DATA:"'],
    [`${FRONT}${DATA}r,c1,m`, 'line 9: 3 cells instead of reader,case,modality,score'],
    [`${FRONT}${DATA}r,c3,m,1`, 'line 9, case: no row says the truth of case c3'],
    [`${FRONT}${DATA}-1,c1,truth,1`, 'line 9, case: the truth of case c1 is there already'],
    [`${FRONT}${DATA}-1,c4,truth,-1`, 'line 9, score: "-1" is neither 0 nor 1'],
    [`${FRONT}${DATA}r,c2,m,1`, 'line 9: reader r, treatment m, case c2 is there already (line 8)'],
  ])('refuses %j', (text, message) => {
    expect(() => readImrmc(text)).toThrow(expect.objectContaining({ name: 'MrmcFileError', message }));
  });
});
