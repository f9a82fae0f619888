import { english } from '../../texts/english.js';
import { csvRecords, parseReferenceCsv } from './reference-csv.js';

const words = english.cases.csv;

test('reads the rows of a reference standard and passes over further columns', () => {
  const { rows, issues } = parseReferenceCsv(
    'case,positive,grade,ga_weeks,site,lesion_ml\r\ncase-001,0,0,22,Hospital A,0.0\r\ncase-002,1,3,32.5,"Hospital B, north",16.006\r\n',
    words,
  );
  expect(issues).toEqual([]);
  expect(rows).toEqual([
    { case: 'case-001', positive: false, grade: 0, site: 'Hospital A', gestationalAgeWeeks: 22 },
    { case: 'case-002', positive: true, grade: 3, site: 'Hospital B, north', gestationalAgeWeeks: 32.5 },
  ]);
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
