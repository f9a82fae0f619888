import { createHash } from 'node:crypto';
import { hashOf } from '@lectern/evidence';
import type { ChosenFile } from './chosen-files.js';
import { packCase } from './packed-case.js';

/** jsdom's Blob cannot be read; this is what of it is used, and still a Blob to be put into another. */
function chosen(name: string, text: string): ChosenFile {
  const content = Object.assign(new Blob([text]), {
    arrayBuffer: () => Promise.resolve(new TextEncoder().encode(text).buffer),
  });
  return { name, webkitRelativePath: `case/${name}`, content };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('a case is named by its label and by size and hash of each file; file names are not in it', async () => {
  const { id, manifest, content } = await packCase({
    label: 'Fall 1',
    files: [chosen('a', 'one'), chosen('b', 'two!')],
  });
  expect(manifest).toEqual({
    label: 'Fall 1',
    files: [
      { bytes: 3, sha256: sha256('one') },
      { bytes: 4, sha256: sha256('two!') },
    ],
  });
  expect([id, content.size]).toEqual([hashOf(manifest), 7]);
  const renamed = await packCase({ label: 'Fall 1', files: [chosen('x', 'one'), chosen('y', 'two!')] });
  expect(renamed.id).toBe(id);
  const other = await packCase({ label: 'Fall 1', files: [chosen('a', 'one'), chosen('b', 'two?')] });
  expect(other.id).not.toBe(id);
});
