import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderStore } from './folder-store.js';
import { InvalidKeyError, ObjectMissingError } from './object-store.js';

let root: string;
let store: FolderStore;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lectern-storage-'));
  store = await FolderStore.open(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: Uint8Array): string => new TextDecoder().decode(content);
const keysOf = (prefix?: string): Promise<string[]> => allOf(store.list(prefix));

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function* pieces(piece: Uint8Array, times: number): AsyncGenerator<Uint8Array> {
  for (let time = 0; time < times; time++) yield piece;
}

test('what is put is got back, with size and SHA-256', async () => {
  const stored = await store.put('cases/a/frames.bin', bytes('abc'));
  expect(stored).toEqual({
    key: 'cases/a/frames.bin',
    size: 3,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', // FIPS 180-2, B.1
  });
  expect(text(await store.get('cases/a/frames.bin'))).toBe('abc');
  expect(await store.sizeOf('cases/a/frames.bin')).toBe(3);
});

test('a stream goes in and comes out in pieces', async () => {
  const piece = new Uint8Array(70_000).fill(7);
  const stored = await store.put('big', pieces(piece, 5));
  expect(stored.size).toBe(350_000);
  const out = createHash('sha256');
  let count = 0;
  for await (const part of store.stream('big')) {
    out.update(part);
    count++;
  }
  expect(out.digest('hex')).toBe(stored.sha256);
  expect(count).toBeGreaterThan(1);
});

test('ranges are cut at the end and refused where they make no sense', async () => {
  await store.put('k', bytes('0123456789'));
  expect(text(await store.getRange('k', 2, 5))).toBe('234');
  expect(text(await store.getRange('k', 8, 50))).toBe('89');
  expect(text(await store.getRange('k', 20, 30))).toBe('');
  await expect(store.getRange('k', 5, 2)).rejects.toThrow(RangeError);
  await expect(store.getRange('k', -1, 2)).rejects.toThrow(RangeError);
});

test.each([
  '',
  '/',
  '../x',
  'a/../../x',
  'a//b',
  '/etc/passwd',
  'a/',
  '.staging/x',
  'a/.hidden',
  'a\\b',
  'a\0b',
  'ä',
  'x'.repeat(201),
])('key %j is refused by every act', async (key) => {
  for (const act of [
    () => store.put(key, bytes('x')),
    () => store.get(key),
    () => store.sizeOf(key),
    () => store.delete(key),
  ]) {
    await expect(act()).rejects.toThrow(InvalidKeyError);
  }
  await expect(allOf(store.stream(key))).rejects.toThrow(InvalidKeyError);
});

test('what is not there is said to be missing', async () => {
  await store.put('a/b', bytes('x'));
  for (const key of ['none', 'a', 'a/b/c']) {
    await expect(store.get(key)).rejects.toThrow(ObjectMissingError);
    await expect(store.getRange(key, 0, 1)).rejects.toThrow(ObjectMissingError);
    await expect(allOf(store.stream(key))).rejects.toThrow(ObjectMissingError);
    expect(await store.exists(key)).toBe(false);
    expect(await store.delete(key)).toBe(false);
  }
  await expect(store.put('a', bytes('x'))).rejects.toThrow(InvalidKeyError);
  await expect(store.put('a/b/c', bytes('x'))).rejects.toThrow(InvalidKeyError);
  expect(await readdir(join(root, '.staging'))).toEqual([]);
});

test('keys are listed in order of code units, by any prefix', async () => {
  for (const key of ['a/b/1', 'a/b-c', 'b', 'a.x']) await store.put(key, bytes(key));
  expect(await keysOf()).toEqual(['a.x', 'a/b-c', 'a/b/1', 'b']);
  expect(await keysOf('a/b')).toEqual(['a/b-c', 'a/b/1']);
  expect(await keysOf('a/b/')).toEqual(['a/b/1']);
  expect(await keysOf('zzz/')).toEqual([]);
});

test('a folder is removed with all that is in it and nothing beside', async () => {
  for (const key of ['c/1/x', 'c/1/y/z', 'c/10/x']) await store.put(key, bytes(key));
  expect(await store.deleteFolder('c/1/')).toBe(2);
  expect(await keysOf()).toEqual(['c/10/x']);
  expect((await readdir(join(root, 'c'))).sort()).toEqual(['10']);
});

test('many objects go in at once, over several folders, and a failure leaves nothing staged', async () => {
  const objects = new Map(Array.from({ length: 40 }, (_, n) => [`many/${n % 3}/${n}`, bytes(`object ${n}`)]));
  await store.putAll(objects);
  for (const [key, content] of objects) expect(text(await store.get(key))).toBe(text(content));
  await expect(store.putAll(new Map([['other/a', bytes('x')], ['many/0', bytes('y')]]))).rejects.toThrow(InvalidKeyError); // prettier-ignore
  expect(await readdir(join(root, '.staging'))).toEqual([]);
  expect(await store.deleteFolder('many/')).toBe(40);
  expect((await readdir(root)).filter((name) => name === 'many')).toEqual([]);
});

test('a writer that fails half-way leaves the former content and no trace', async () => {
  await store.put('k', bytes('former'));
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield bytes('half of');
    throw new Error('the upload broke');
  }
  await expect(store.put('k', failing())).rejects.toThrow('the upload broke');
  expect(text(await store.get('k'))).toBe('former');
  expect(await readdir(join(root, '.staging'))).toEqual([]);
});

test('of concurrent writers one wins, and every reader sees one content whole', async () => {
  const contents = Array.from({ length: 8 }, (_, writer) => new Uint8Array(200_000).fill(writer));
  await store.put('k', contents[0] as Uint8Array);
  let writing = true;
  const reads = (async () => {
    let count = 0;
    while (writing) {
      const seen = await store.get('k');
      expect(seen.length).toBe(200_000);
      expect(seen.every((byte) => byte === seen[0])).toBe(true);
      count++;
    }
    return count;
  })();
  await Promise.all(contents.map((content) => store.put('k', content)));
  writing = false;
  expect(await reads).toBeGreaterThan(0);
});

test('writing into a folder while it is emptied loses nothing', async () => {
  const rounds = Array.from({ length: 30 }, (_, round) => round);
  await Promise.all([
    (async () => { for (const round of rounds) await store.put(`shared/${round}`, bytes('x')); })(),
    (async () => { for (const _ of rounds) { await store.put('shared/other', bytes('y')); await store.delete('shared/other'); } })(),
  ]); // prettier-ignore
  expect((await keysOf('shared/')).length).toBe(rounds.length);
});

test('leftovers of dead writers go after an hour, those of living ones stay', async () => {
  const staged = (name: string): string => join(root, '.staging', name);
  await Promise.all([writeFile(staged('dead'), 'x'), writeFile(staged('alive'), 'x')]);
  const twoHoursAgo = new Date(Date.now() - 7_200_000);
  await utimes(staged('dead'), twoHoursAgo, twoHoursAgo);
  await FolderStore.open(root);
  expect(await readdir(join(root, '.staging'))).toEqual(['alive']);
  expect(await keysOf()).toEqual([]);
});
