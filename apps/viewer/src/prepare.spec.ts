import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyReplacements } from '../prepare.mjs';

const recorded = { why: 'paths', files: '\\.js$', pattern: '^path = "/";$', replacement: 'path = "/ohif/";', count: 2 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-prepare-'));
  await writeFile(join(folder, 'a.js'), 'path = "/";\nother;\npath = "/";\n');
  await writeFile(join(folder, 'a.css'), 'path = "/";\n');
});
afterEach(() => rm(folder, { recursive: true }));

test('a replacement changes the places that it names and no others', async () => {
  await applyReplacements(folder, [recorded]);
  expect(await readFile(join(folder, 'a.js'), 'utf8')).toBe('path = "/ohif/";\nother;\npath = "/ohif/";\n');
  expect(await readFile(join(folder, 'a.css'), 'utf8')).toBe('path = "/";\n');
});

test('another count than the recorded one stops the preparation', async () => {
  await expect(applyReplacements(folder, [{ ...recorded, count: 3 }])).rejects.toThrow(
    'should change 3 places of OHIF but found 2',
  );
});
