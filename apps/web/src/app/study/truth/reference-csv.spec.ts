import { english } from '../../texts/english.js';
import { csvRecords, parseReferenceCsv } from './reference-csv.js';

const words = english.cases.csv;

test('reads the rows of a reference standard and passes over further columns', () => {
  const { rows, lines, issues } = parseReferenceCsv(
    'case,positive,grade,ga_weeks,site,lesion_ml\r\ncase-001,0,0,22,Hospital A,0.0\r\ncase-002,1,3,32.5,"Hospital B, north",16.006\r\n',
    words,
  );
  expect(issues).toEqual([]);
  expect(rows).toEqual([
    { case: 'case-001', positive: false, grade: 0, site: 'Hospital A', gestationalAgeWeeks: 22 },
    { case: 'case-002', positive: true, grade: 3, site: 'Hospital B, north', gestationalAgeWeeks: 32.5 },
  ]);
  expect(lines).toEqual([2, 3]);
});

test('what is not known stays unknown', () => {
  expect(parseReferenceCsv('case,positive\na,yes', words).rows).toEqual([
    { case: 'a', positive: true, grade: null, site: null, gestationalAgeWeeks: null },
  ]);
});

test('names every fault by its line', () => {
  const { issues } = parseReferenceCsv('case,positive,grade\na,maybe,1\n\n,1,two\n', words);
  expect(issues).toEqual([
    { path: 'positive', message: words.positive('maybe'), line: 2 },
    { path: 'case', message: words.noCase, line: 4 },
    { path: 'grade', message: words.number('grade', 'two'), line: 4 },
  ]);
});

test("reads a case's purpose and the attributes of the protocol, and no other column", () => {
  const text = 'case,positive,purpose,scanner,field,note\na,1,Training,3 T,3,x\nb,0,,1.5 T,,y';
  expect(parseReferenceCsv(text, words, ['scanner', 'field'])).toMatchObject({
    issues: [],
    rows: [
      { case: 'a', purpose: 'training', attributes: { scanner: '3 T', field: 3 } },
      { case: 'b', attributes: { scanner: '1.5 T' } },
    ],
  });
});

test('places of lesions take a line each; the places of one lesion go together', () => {
  const text = [
    'case,positive,lesion,stack,x_mm,y_mm,z_mm,radius_mm',
    'a,1,left,axial,1,-2,3.5,4',
    'a,1,left,coronal,2,-2,3,4',
    'a,1,right,,9,9,9,',
    'b,0,,,,,,',
  ].join('\n');
  const { rows, lines, issues } = parseReferenceCsv(text, words);
  expect(issues).toEqual([]);
  expect(lines).toEqual([2, 5]);
  expect(rows.map(({ lesions }) => lesions)).toEqual([
    [
      {
        id: 'left',
        places: [
          { stack: 'axial', centre: [1, -2, 3.5], radius: 4 },
          { stack: 'coronal', centre: [2, -2, 3], radius: 4 },
        ],
      },
      { id: 'right', places: [{ centre: [9, 9, 9], radius: 0 }] },
    ],
    undefined,
  ]);
});

test('a case that comes again without a lesion, a lesion without a place and an unknown purpose are faults of their lines', () => {
  const text = 'case,positive,purpose,lesion,x_mm,y_mm,z_mm\na,1,practice,,,,\na,1,,,,,\na,1,,left,1,,3';
  expect(parseReferenceCsv(text, words).issues).toEqual([
    { path: 'purpose', message: words.oneOf('purpose', 'study, training, qualification', 'practice'), line: 2 },
    { path: 'case', message: words.again('a', 2), line: 3 },
    { path: 'y_mm', message: words.place('left', 'y_mm'), line: 4 },
  ]);
});

test('names a missing column', () => {
  expect(parseReferenceCsv('label,positive\na,1', words).issues).toEqual([
    { path: '', message: words.column('case'), line: 1 },
  ]);
});

test('quotes may hold commas, quotes and line ends; a last empty cell counts', () => {
  expect(csvRecords('\uFEFFa,"b ""c"", d\ne",f\ng,h,')).toEqual([
    { line: 1, cells: ['a', 'b "c", d\ne', 'f'] },
    { line: 3, cells: ['g', 'h', ''] },
  ]);
});
