import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { casesInFolder, casesOfManifest } from './cases-in-folder.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-ingest-'));
  for (const name of ['case-10/axial/1.dcm', 'case-2/a', 'case-2/deep/b', 'case-2/notes.txt', 'loose.dcm']) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const shown = (cases: ReturnType<typeof casesInFolder>) =>
  cases.map(({ label, files }) => [label, files.map((file) => relative(folder, file))]);
const manifestOf = (text: string): string => {
  writeFileSync(join(folder, 'cases.csv'), text);
  return join(folder, 'cases.csv');
};

test('each subfolder is a case, in the order of numbers in their names', () => {
  expect(shown(casesInFolder(folder))).toEqual([
    ['case-2', ['case-2/a', 'case-2/deep/b']],
    ['case-10', ['case-10/axial/1.dcm']],
  ]);
  expect(() => casesInFolder(join(folder, 'case-10/axial'))).toThrow('has no subfolder with files');
});

test('a manifest groups files and folders, quoted names and all', () => {
  const manifest = manifestOf('site,case,path\r\nx,"Doe, A","case-10"\r\n,"Doe, A",loose.dcm\r\n,B,case-2/a\r\n');
  expect(shown(casesOfManifest(manifest, folder))).toEqual([
    ['B', ['case-2/a']],
    ['Doe, A', ['case-10/axial/1.dcm', 'loose.dcm']],
  ]);
});

test.each([
  ['name,file\nA,loose.dcm', 'line 1: the columns must be'],
  ['case,path\nA,loose.dcm\nB,', 'line 3: it must name a case and a path'],
  ['case,path\nA,../elsewhere', 'line 2: the path leads out of the folder'],
  ['case,path\nA,nowhere', 'line 2: there is no such file or folder'],
])('%j is refused', (text, message) => {
  expect(() => casesOfManifest(manifestOf(text), folder)).toThrow(message);
});
