import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { hasS3Server, startS3Server, type S3Server } from '../testing/s3-server.js';
import { InvalidKeyError, ObjectMissingError } from './object-store.js';
import { S3Store } from './s3-store.js';

const present = hasS3Server();
if (!present) console.warn('skipped: the S3 store, since the server of moto cannot be installed');
const onServer = present ? test : test.skip;

let server: S3Server;
let store: S3Store;

beforeAll(async () => {
  if (!present) return;
  server = await startS3Server();
  store = new S3Store(server);
}, 60_000);
afterAll(() => server?.stop());

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: Uint8Array): string => new TextDecoder().decode(content);
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

onServer('what is put is got again, whole, in ranges and in pieces, with its hash', async () => {
  async function* pieces() {
    yield bytes('held ');
    yield bytes('apart');
  }
  const stored = await store.put('cases/a/frames', pieces());
  expect(stored).toEqual({
    key: 'cases/a/frames',
    size: 10,
    sha256: createHash('sha256').update('held apart').digest('hex'),
  });
  expect(text(await store.get('cases/a/frames'))).toBe('held apart');
  expect(text(await store.getRange('cases/a/frames', 5, 8))).toBe('apa');
  expect(text(await store.getRange('cases/a/frames', 5, 99))).toBe('apart');
  expect(await store.getRange('cases/a/frames', 3, 3)).toHaveLength(0);
  expect(await store.getRange('cases/a/frames', 10, 12)).toHaveLength(0);
  expect(text(Buffer.concat(await all(store.stream('cases/a/frames'))))).toBe('held apart');
  expect([await store.sizeOf('cases/a/frames'), await store.exists('cases/b')]).toEqual([10, false]);
  await store.put('cases/a/frames', bytes('other'));
  expect(text(await store.get('cases/a/frames'))).toBe('other');
});

onServer('what is not there is missing, and a key is no way out of the bucket', async () => {
  await expect(store.get('none')).rejects.toThrow(ObjectMissingError);
  await expect(store.getRange('none', 0, 1)).rejects.toThrow(ObjectMissingError);
  await expect(store.getRange('none', 1, 0)).rejects.toThrow(RangeError);
  await expect(all(store.stream('none'))).rejects.toThrow(ObjectMissingError);
  expect(await store.delete('none')).toBe(false);
  for (const key of ['../other', 'a//b', '.hidden', 'a b'])
    await expect(store.put(key, bytes(''))).rejects.toThrow(InvalidKeyError);
});

onServer(
  'a folder is listed in order over pages, and removed alone',
  async () => {
    const paged = new S3Store({ ...server, pageOfKeys: 10 });
    const keys = Array.from({ length: 25 }, (_, n) => `many/${String(n).padStart(4, '0')}`);
    await paged.putAll(new Map(keys.map((key) => [key, bytes('x')])));
    await paged.put('manyfold', bytes('stays'));
    expect(await all(paged.list('many/'))).toEqual(keys);
    expect(await all(paged.list('many/002'))).toEqual(keys.slice(20));
    expect(await paged.deleteFolder('many/')).toBe(25);
    expect(await all(paged.list('many'))).toEqual(['manyfold']);
    expect(await paged.delete('manyfold')).toBe(true);
  },
  60_000,
);

const part = 5 * 1024 * 1024;
/** So many bytes, none like its neighbours, in pieces that are no parts; then perhaps a failure. */
async function* large(size: number, failure?: Error): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; at += 1_000_003)
    yield Uint8Array.from({ length: Math.min(1_000_003, size - at) }, (_, i) => ((at + i) * 31) % 251);
  if (failure) throw failure;
}

onServer(
  'what is larger than a part is sent in parts and is one object; of what breaks off nothing is there, and the former stays',
  async () => {
    const inParts = new S3Store({ ...server, partBytes: part });
    const sent = Buffer.concat(await all(large(2 * part + 17)));
    const sha256 = createHash('sha256').update(sent).digest('hex');
    expect(await inParts.put('large/a', large(sent.length))).toEqual({ key: 'large/a', size: sent.length, sha256 });
    expect(Buffer.from(await store.get('large/a')).equals(sent)).toBe(true);
    expect(
      Buffer.from(await store.getRange('large/a', part - 2, part + 2)).equals(sent.subarray(part - 2, part + 2)),
    ).toBe(true);
    expect(await inParts.put('large/b', sent)).toMatchObject({ sha256 });
    expect((await headOf('large/b')).headers.get('etag')).toMatch(/-3"$/); // S3's own mark of three parts
    await inParts.put('large/one', bytes('x'));
    expect((await headOf('large/one')).headers.get('etag')).not.toMatch(/-/);
    const broken = inParts.put('large/a', large(3 * part, new Error('the sender is gone')));
    await expect(broken).rejects.toThrow('the sender is gone');
    expect(Buffer.from(await store.get('large/a')).equals(sent)).toBe(true);
    expect(await unfinishedUploads()).not.toContain('<Upload>');
    const empty = async function* (): AsyncGenerator<Uint8Array> {};
    expect(await inParts.put('large/empty', empty())).toMatchObject({ size: 0 });
    expect(await store.sizeOf('large/empty')).toBe(0);
  },
  120_000,
);

const client = () => new AwsClient({ ...server, service: 's3' });
const headOf = (key: string): Promise<Response> =>
  client().fetch(`${server.endpoint}/${server.bucket}/${key}`, { method: 'HEAD' });
const unfinishedUploads = async (): Promise<string> =>
  (await client().fetch(`${server.endpoint}/${server.bucket}?uploads=`)).text();
