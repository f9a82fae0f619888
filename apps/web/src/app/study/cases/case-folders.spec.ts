import { groupByCase, likelyReading } from './case-folders.js';

const file = (webkitRelativePath: string) => ({ name: webkitRelativePath.split('/').at(-1) ?? '', webkitRelativePath });
const many = [
  file('all/case-010/axial/001.dcm'),
  file('all/case-002/axial/001.dcm'),
  file('all/case-002/coronal/IM0001'),
  file('all/reference.csv'),
  file('all/case-002/.DS_Store'),
];
const one = [file('case-002/axial/001.dcm'), file('case-002/Coronal/001.dcm'), file('case-002/notes.txt')];

test('each subfolder is a case, in the order of its number, without what is certainly no DICOM', () => {
  const { cases, ignored } = groupByCase(many, 'per-subfolder');
  expect(cases.map(({ label, files }) => [label, files.length])).toEqual([
    ['case-002', 2],
    ['case-010', 1],
  ]);
  expect(ignored).toBe(2);
});

test('a folder may be one case', () => {
  const { cases } = groupByCase(one, 'whole-folder');
  expect(cases.map(({ label, files }) => [label, files.length])).toEqual([['case-002', 2]]);
});

test('files beside the subfolders belong to a case of the folder’s own name', () => {
  const { cases } = groupByCase([file('all/case-1/a.dcm'), file('all/loose.dcm')], 'per-subfolder');
  expect(cases.map(({ label }) => label)).toEqual(['all', 'case-1']);
});

test('orientations as subfolders, or none, speak for one case', () => {
  expect(likelyReading(one)).toBe('whole-folder');
  expect(likelyReading([file('case-1/a.dcm')])).toBe('whole-folder');
  expect(likelyReading(many)).toBe('per-subfolder');
});
