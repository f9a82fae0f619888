import { strToU8, zipSync } from 'fflate';
import { groupByCase, likelyReading } from './case-folders.js';
import { filesOfArchive } from './chosen-files.js';

/** jsdom's Blob cannot be read; this is what of it is used. */
function archiveOf(files: Record<string, string>, name = 'Study.zip'): File {
  const bytes = zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
  const slice = (from: number, to: number) => ({
    arrayBuffer: () => Promise.resolve(bytes.slice(from, to).buffer),
  });
  return { name, size: bytes.length, slice } as unknown as File;
}

test('an archive of a folder of cases is its cases', async () => {
  const files = await filesOfArchive(archiveOf({ 'all/a/1.dcm': 'x', 'all/a/2.dcm': 'y', 'all/b/axial/1': 'z' }));
  const { cases } = groupByCase(files, 'per-subfolder');
  expect(cases.map((each) => [each.label, each.files.map(({ content }) => content.size)])).toEqual([
    ['a', [1, 1]],
    ['b', [1]],
  ]);
});

test('an archive of the orientations of one case is one case, named after the archive', async () => {
  const files = await filesOfArchive(archiveOf({ 'axial/1.dcm': 'x', 'coronal/1.dcm': 'y' }, 'case-7.zip'));
  expect(likelyReading(files)).toBe('whole-folder');
  expect(groupByCase(files, 'whole-folder').cases.map(({ label }) => label)).toEqual(['case-7']);
});
