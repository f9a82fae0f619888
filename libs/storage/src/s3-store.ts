import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { assertFolder, assertKey } from './object-key.js';
import type { Content, ObjectStore, StoredObject } from './object-store.js';
import { ObjectMissingError } from './object-store.js';
import { keysOf, nextPageOf } from './s3-listing.js';
import { partsOf, putParts } from './s3-multipart.js';

export interface S3Options {
  /** Address of the service, without the bucket. */
  readonly endpoint: string;
  readonly region: string;
  /** It must exist. */
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Keys of a page of a listing; the most that S3 gives where left out. */
  readonly pageOfKeys?: number;
  /** What is larger is sent in parts of this size; S3 wants 5 MiB at least, and 10,000 parts at most (bytes). */
  readonly partBytes?: number;
}

/** How many requests of one call are under way at once. */
const together = 16;

/** Objects in a bucket of any S3-compatible service, addressed by path. A PUT, or the end of a multipart upload, is whole or not at all, by the protocol. */
export class S3Store implements ObjectStore {
  private readonly client: AwsClient;
  private readonly base: string;
  private readonly pageOfKeys: number;
  private readonly partBytes: number;

  constructor({ endpoint, region, bucket, accessKeyId, secretAccessKey, pageOfKeys, partBytes }: S3Options) {
    this.pageOfKeys = pageOfKeys ?? 1000;
    this.partBytes = partBytes ?? 16 * 1024 * 1024;
    this.client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3' });
    this.base = `${endpoint.replace(/\/$/, '')}/${bucket}`;
  }

  /** By one request up to the size of a part, else by a multipart upload: memory holds no more than two parts. */
  async put(key: string, content: Content): Promise<StoredObject> {
    const hash = createHash('sha256');
    let size = 0;
    const parts = partsOf(content, this.partBytes);
    const noted = async function* (): AsyncGenerator<Uint8Array> {
      for await (const part of parts) {
        hash.update(part);
        size += part.length;
        yield part;
      }
    };
    await this.putNoted(key, noted());
    return { key, size, sha256: hash.digest('hex') };
  }

  private async putNoted(key: string, parts: AsyncGenerator<Uint8Array>): Promise<void> {
    const { value: first = new Uint8Array() } = await parts.next();
    const second = await parts.next();
    if (second.done) {
      const headers = { 'x-amz-content-sha256': createHash('sha256').update(first).digest('hex') };
      return void (await this.asked(key, { method: 'PUT', body: new Uint8Array(first), headers }));
    }
    const all = async function* (): AsyncGenerator<Uint8Array> {
      yield first;
      yield second.value;
      yield* parts;
    };
    await putParts((query, init) => this.asked(key, init, [], `?${query}`), all());
  }

  async putAll(objects: ReadonlyMap<string, Uint8Array>): Promise<void> {
    await eachTogether([...objects], async ([key, bytes]) => void (await this.put(key, bytes)));
  }

  async get(key: string): Promise<Uint8Array> {
    return bytesOf(await this.asked(key));
  }

  async getRange(key: string, start: number, end: number): Promise<Uint8Array> {
    if (!(Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && end >= start))
      throw new RangeError('a range starts at 0 or later and does not end before it starts');
    const size = end === start ? await this.sizeOf(key) : undefined;
    if (end === start) {
      if (size === undefined) throw new ObjectMissingError(key);
      return new Uint8Array();
    }
    const response = await this.asked(key, { headers: { range: `bytes=${start}-${end - 1}` } }, [416]);
    return response.status === 416 ? new Uint8Array() : bytesOf(response); // 416: it ends before the range begins
  }

  async *stream(key: string): AsyncIterable<Uint8Array> {
    const { body } = await this.asked(key);
    if (body) yield* body as unknown as AsyncIterable<Uint8Array>;
  }

  async sizeOf(key: string): Promise<number | undefined> {
    assertKey(key);
    const response = await this.client.fetch(this.addressOf(key), { method: 'HEAD' });
    if (response.status === 404) return undefined;
    if (!response.ok) throw failure('HEAD', response.status);
    return Number(response.headers.get('content-length'));
  }

  async exists(key: string): Promise<boolean> {
    return (await this.sizeOf(key)) !== undefined;
  }

  async delete(key: string): Promise<boolean> {
    const was = await this.exists(key);
    if (was) await this.asked(key, { method: 'DELETE' }, [404]);
    return was;
  }

  async deleteFolder(folder: string): Promise<number> {
    assertFolder(folder);
    const keys: string[] = [];
    for await (const key of this.list(folder)) keys.push(key);
    await eachTogether(keys, async (key) => void (await this.asked(key, { method: 'DELETE' }, [404])));
    return keys.length;
  }

  /** S3 lists in the order of UTF-8 bytes, which for the characters of keys is that of code units. */
  async *list(prefix = ''): AsyncIterable<string> {
    let after: string | undefined;
    do {
      const asked = { 'list-type': '2', prefix, 'max-keys': String(this.pageOfKeys) };
      const query = new URLSearchParams({ ...asked, ...(after && { 'continuation-token': after }) });
      const response = await this.client.fetch(`${this.base}?${query}`);
      if (!response.ok) throw failure('list', response.status);
      const page = await response.text();
      yield* keysOf(page);
      after = nextPageOf(page);
    } while (after !== undefined);
  }

  private async asked(
    key: string,
    init: RequestInit = {},
    alsoFine: readonly number[] = [],
    query = '',
  ): Promise<Response> {
    assertKey(key);
    const response = await this.client.fetch(this.addressOf(key) + query, init);
    if (response.ok || alsoFine.includes(response.status)) return response;
    await response.body?.cancel();
    if (response.status === 404) throw new ObjectMissingError(key);
    throw failure(init.method ?? 'GET', response.status);
  }

  /** Keys need no escapes: see `assertKey`. */
  private addressOf(key: string): string {
    return `${this.base}/${key}`;
  }
}

async function eachTogether<T>(all: readonly T[], act: (each: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += together) await Promise.all(all.slice(from, from + together).map(act));
}

const bytesOf = async (response: Response): Promise<Uint8Array> => new Uint8Array(await response.arrayBuffer());
const failure = (what: string, status: number): Error => new Error(`the object store answered ${what} with ${status}`);
