// Files as spreadsheets, other countries and mistakes make them.
import { describe, expect, test } from '@jest/globals';
import { MrmcFileError } from './mrmc-file.error.js';
import type { RatingsFile } from './mrmc-file.js';
import { readMrmcFile } from './read-mrmc-file.js';
import { readConfidenceCsv, readTimesCsv } from './reads-csv.js';

const HEADER = 'reader,treatment,case,truth,rating';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ratings = async (text: string, name = 'x.csv'): Promise<number[]> =>
  ((await readMrmcFile(name, bytes(text))) as RatingsFile).readings.map(({ rating }) => rating);

/** What a person would be told: place, reason and remedy. */
async function refusal(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof MrmcFileError) return [error.message, error.remedy].filter(Boolean).join('; ');
    throw error;
  }
  throw new Error('was read');
}

describe('read as meant', () => {
  test('a German spreadsheet: byte order mark, semicolons, decimal commas, CRLF, empty rows, quotes', async () => {
    const text =
      '\uFEFF\r\nreader;treatment;case;truth;rating\r\n"Li; A";t;1;0;0,5\r\n;;;;\r\n  \r\n"Li; A";t;2;ja;"1,25"\r\n';
    expect(await refusal(() => ratings(text))).toBe(
      'line 6, truth: "ja" is neither 0 nor 1; write 1 (yes, positive) or 0 (no, negative)',
    );
    expect(await ratings(text.replace('ja', '1'))).toEqual([0.5, 1.25]);
  });

  test.each([
    ['tabs', 'reader\ttreatment\tcase\ttruth\trating\nA\tt\t1\t1\t-1e2'],
    ['old Macintosh line ends', `${HEADER}\rA,t,1,1,-100\r`],
    ['words of truth', `${HEADER}\nA,t,1,Abnormal,-100`],
    ['letters’ case and blanks around', ` Reader, MODALITY ,caseID,Truth,Score\n A , t ,1, yes ,-100`],
  ])('%s', async (_, text) => {
    expect(await ratings(text)).toEqual([-100]);
  });

  test('UTF-16 by its byte order mark', async () => {
    const text = `${HEADER}\nÄnne,t,1,1,3`;
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...[...text].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]),
    ]);
    expect(((await readMrmcFile('x.csv', utf16)) as RatingsFile).readings[0]?.reader).toBe('Änne');
  });

  test('decisions beside ratings, and in their place', async () => {
    const both = (await readMrmcFile(
      'x.csv',
      bytes(`${HEADER},positive\nA,t,1,1,30,yes\nA,t,2,0,70,0`),
    )) as RatingsFile;
    expect([both.readings.map(({ rating }) => rating), both.decisions]).toEqual([[30, 70], [true, false]]); // prettier-ignore
    expect(await ratings('reader,treatment,case,truth,decision\nA,t,1,1,yes\nA,t,2,0,no')).toEqual([1, 0]);
  });
});

describe('refused with line, reason and remedy', () => {
  test.each([
    ['x.csv', '', 'the file is empty; read are long tables'],
    ['x.csv', ' \n\n', 'the file is empty'],
    ['x.csv', 'A,t,1,0,3\n', 'line 1, reader: no column "reader" among A, t, 1, 0, 3; name the column that holds it'],
    ['x.csv', `${HEADER},rating\nA,t,1,0,3,3`, 'line 1, rating: this column is there twice; keep one of the two'],
    ['x.csv', `${HEADER}\nA,t,1,0,0x1F`, 'line 2, rating: "0x1F" is no number'],
    ['x.csv', `${HEADER}\nA,t,1,0,Infinity`, 'line 2, rating: "Infinity" is no number'],
    ['x.csv', `${HEADER}\nA,t,1,0,NA`, 'line 2, rating: "NA" is no number'],
    ['x.csv', `${HEADER}\nA,t,1,0,3,5`, 'line 2: 6 cells, but the header has 5; put cells that hold the delimiter'],
    ['x.csv', `${HEADER}\nA,t,1,,3`, 'line 2, truth: is empty'],
    ['x.csv', `${HEADER}\nA,t,1,1,3\nA,u,1,0,3`, 'line 3, truth: case 1 has another truth than before (line 2)'],
    [
      'x.csv',
      `${HEADER}\nA,t,1,1,3\nA,t,1,1,4`,
      'line 3: reader A, treatment t, case 1 is there already (line 2); keep',
    ],
    ['x.tsv', 'reader\ttreatment\tcase\ttruth\trating\nA\tt\t1\t1\t0,5', 'line 2, rating: "0,5" is no number'],
    ['01.irm', 'AR0: .011', 'an iRoeMetz (.irm) file holds the parameters of a simulation, not reads; read are'],
    ['x.json', '{}', '.json files are not read; read are long tables (.csv, .tsv, .txt), iMRMC (.imrmc)'],
    ['x.xls', 'D0CF', 'the old Excel format (.xls) is not read; save it as .xlsx or CSV'],
    ['x.xlsx', 'reader,treatment', 'no .xlsx workbook: it is no zip archive'],
  ])('%s of %j', async (name, text, message) => {
    expect(await refusal(() => readMrmcFile(name, bytes(text)))).toContain(message);
  });

  test('bytes that are no UTF-8, by the line of the first', async () => {
    const latin1 = Uint8Array.from([...`${HEADER}\nA,t,1,1,3\nM\u00fcller,t,1,1,3`].map((c) => c.charCodeAt(0)));
    expect(await refusal(() => readMrmcFile('x.csv', latin1))).toBe(
      'line 3: is no text in UTF-8; save it as CSV in UTF-8',
    );
  });

  test('names of columns where the format has none', async () => {
    const text = bytes('BEGIN DATA:\n-1,1,truth,1\nA,1,t,3');
    expect(await refusal(() => readMrmcFile('x.imrmc', text, { reader: 'who' }))).toContain('in long tables only');
  });

  test('times and confidence: a read that is there twice, and a cell that is no number', async () => {
    const header = 'reader,treatment,case,seconds';
    expect(await refusal(() => readTimesCsv(`${header}\nA,t,1,5\nA,t,1,6`))).toContain('line 3: reader A, treatment t');
    expect(await refusal(() => readTimesCsv(`${header}\nA,t,1,fast`))).toContain(
      'line 2, seconds: "fast" is no number',
    );
    const confidence = 'reader,treatment,case,confidence\nA,t,1,';
    expect(await refusal(() => readConfidenceCsv(confidence))).toContain('line 2, confidence: is empty');
  });

  test('further columns of time are their own rules', () => {
    const [read] = readTimesCsv('reader,treatment,case,seconds,elapsed\nA,t,1,5,', {}, ['elapsed']);
    expect(read?.seconds).toEqual({ seconds: 5, elapsed: null });
  });
});
