import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { casesInFolder } from './cases-in-folder.js';
import { unpackedArchive } from './unpacked-archive.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-zip-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const place = (files: Record<string, string>): string => {
  const path = join(folder, 'cases.zip');
  writeFileSync(path, zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
  return path;
};
const leftovers = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('lectern-archive-'));

test.each([
  ['its cases', { 'a/1.dcm': 'x', 'b/deep/1.dcm': 'y' }],
  ['a folder of cases', { 'all/a/1.dcm': 'x', 'all/b/deep/1.dcm': 'y' }],
])('an archive of %s is unpacked, and removed afterwards', async (_, files) => {
  const unpacked = await unpackedArchive(place(files));
  const cases = casesInFolder(unpacked.folder);
  expect(cases.map(({ label }) => label)).toEqual(['a', 'b']);
  expect(readFileSync(cases[1]!.files[0]!, 'utf8')).toBe('y');
  await unpacked.remove();
  expect(existsSync(unpacked.folder)).toBe(false);
});

test('one whose names lead out is refused, and nothing of it stays', async () => {
  const before = leftovers();
  await expect(unpackedArchive(place({ 'a/1.dcm': 'x', '../../evil': 'y' }))).rejects.toThrow(
    'leads out of its folder',
  );
  expect(leftovers()).toEqual(before);
});
