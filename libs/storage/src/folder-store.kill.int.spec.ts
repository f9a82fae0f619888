import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { FolderStore } from './folder-store.js';

/** This room as plain JavaScript in a folder, so that a process of its own can run it. @returns the address of the folder store there */
async function compiledRoom(into: string): Promise<string> {
  const module = ts.ModuleKind.ESNext;
  await writeFile(join(into, 'package.json'), '{"type":"module"}');
  for (const name of (await readdir(import.meta.dirname)).filter((file) => !file.includes('.spec.'))) {
    const source = await readFile(join(import.meta.dirname, name), 'utf8');
    const { outputText } = ts.transpileModule(source, { compilerOptions: { module, target: ts.ScriptTarget.ES2022 } });
    await writeFile(join(into, name.replace('.ts', '.js')), outputText);
  }
  return pathToFileURL(join(into, 'folder-store.js')).href;
}

/** Starts a process that overwrites two objects without end, and kills it with -9 after a while. */
async function writeUntilKilled(room: string, root: string, afterMs: number): Promise<void> {
  const program = `
    import { FolderStore } from ${JSON.stringify(room)};
    const store = await FolderStore.open(process.argv[1]);
    for (let round = 1; ; round++) {
      const content = new Uint8Array(300_000).fill(round % 251);
      await Promise.all(['a/x', 'a/y'].map((key) => store.put(key, content)));
      if (round === 1) console.log('started');
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, root], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const started = new Promise((resolve) => child.stdout.once('data', () => resolve(true)));
  if (!(await Promise.race([started, ended.then(() => false)]))) throw new Error('the writer ended before it wrote');
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await ended;
}

test('a writer killed at any moment leaves whole objects only', async () => {
  const root = await mkdtemp(join(tmpdir(), 'lectern-kill-'));
  const code = await mkdtemp(join(tmpdir(), 'lectern-kill-code-'));
  const room = await compiledRoom(code);
  for (let kill = 0; kill < 10; kill++) {
    await writeUntilKilled(room, root, 3 + kill * 7);
    const store = await FolderStore.open(root);
    for (const key of ['a/x', 'a/y']) {
      const content = await store.get(key);
      expect(content.length).toBe(300_000);
      expect(content.every((byte) => byte === content[0])).toBe(true);
    }
    const keys: string[] = [];
    for await (const key of store.list()) keys.push(key);
    expect(keys).toEqual(['a/x', 'a/y']);
  }
  await Promise.all([root, code].map((folder) => rm(folder, { recursive: true })));
}, 60_000);
