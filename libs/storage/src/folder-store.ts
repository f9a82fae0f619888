import { createHash, type Hash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Dirent } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assertFolder, assertKey } from './object-key.js';
import type { Content, ObjectStore, StoredObject } from './object-store.js';
import { InvalidKeyError, ObjectMissingError } from './object-store.js';

/** Keys never start with a dot, so this folder is not one of theirs. */
const stagingFolder = '.staging';
const anHour = 3_600_000;
/** Files that are removed at once. */
const together = 32;

/** A finished file and where it belongs. */
interface Staged {
  readonly staged: string;
  readonly path: string;
}

/** Objects as files below one folder. Several processes may use the same folder at once. */
export class FolderStore implements ObjectStore {
  private constructor(private readonly root: string) {}

  /** Opens the store in a folder, which is made if need be; leftovers of writers that died an hour ago go. */
  static async open(root: string): Promise<FolderStore> {
    await mkdir(join(root, stagingFolder), { recursive: true });
    const store = new FolderStore(root);
    await store.removeAbandoned(anHour);
    return store;
  }

  async put(key: string, content: Content): Promise<StoredObject> {
    const path = this.pathOf(key);
    const hash = createHash('sha256');
    const staged = this.stagedPath();
    try {
      const size = await writeDurably(staged, content, hash);
      await this.publish(dirname(path), [{ staged, path }]);
      return { key, size, sha256: hash.digest('hex') };
    } catch (error) {
      await rm(staged, { force: true });
      throw refusalOf(error);
    }
  }

  /** Written side by side; the objects of a folder appear in it one after the other, and it is synced once for all of them. */
  async putAll(objects: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const files = [...objects].map(([key, content]) => ({
      path: this.pathOf(key),
      staged: this.stagedPath(),
      content,
    }));
    try {
      await allEnded(files.map(({ staged, content }) => writeDurably(staged, content)));
      const byFolder = Map.groupBy(files, ({ path }) => dirname(path));
      await allEnded([...byFolder].map(([folder, those]) => this.publish(folder, those)));
    } catch (error) {
      await Promise.all(files.map(({ staged }) => rm(staged, { force: true })));
      throw refusalOf(error);
    }
  }

  async get(key: string): Promise<Uint8Array> {
    return readFile(this.pathOf(key)).catch(missing(key));
  }

  async getRange(key: string, start: number, end: number): Promise<Uint8Array> {
    if (!(Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && end >= start)) {
      throw new RangeError('a range starts at 0 or later and does not end before it starts');
    }
    const file = await open(this.pathOf(key), 'r').catch(missing(key));
    try {
      const found = await file.stat();
      if (!found.isFile()) throw new ObjectMissingError(key);
      const bytes = new Uint8Array(Math.max(0, Math.min(end, found.size) - start));
      return bytes.subarray(0, await readFully(file, bytes, start));
    } finally {
      await file.close();
    }
  }

  async *stream(key: string): AsyncIterable<Uint8Array> {
    const path = this.pathOf(key);
    try {
      yield* createReadStream(path) as AsyncIterable<Uint8Array>;
    } catch (error) {
      missing(key)(error);
    }
  }

  async sizeOf(key: string): Promise<number | undefined> {
    try {
      const found = await stat(this.pathOf(key));
      return found.isFile() ? found.size : undefined;
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  }

  async exists(key: string): Promise<boolean> {
    return (await this.sizeOf(key)) !== undefined;
  }

  async delete(key: string): Promise<boolean> {
    const path = this.pathOf(key);
    if (!(await this.exists(key))) return false;
    const removed = await unlink(path).then(() => true, absentIsFalse);
    await this.removeEmptyFolders(dirname(path));
    return removed;
  }

  async deleteFolder(folder: string): Promise<number> {
    assertFolder(folder);
    const removed = await this.emptied(folder);
    await this.removeEmptyFolders(dirname(join(this.root, folder)));
    return removed;
  }

  private async emptied(folder: string): Promise<number> {
    let removed = 0;
    const entries = await this.entriesOf(folder);
    for (let from = 0; from < entries.length; from += together) {
      const counts = entries.slice(from, from + together).map(async (entry) => {
        if (entry.isDirectory()) return this.emptied(`${folder}${entry.name}/`);
        return (await unlink(join(this.root, folder, entry.name)).then(() => true, absentIsFalse)) ? 1 : 0;
      });
      for (const count of await Promise.all(counts)) removed += count;
    }
    await rmdir(join(this.root, folder)).catch(() => undefined); // something was put into it meanwhile
    return removed;
  }

  async *list(prefix = ''): AsyncIterable<string> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    if (folder !== '') assertFolder(folder);
    for await (const key of this.walk(folder)) if (key.startsWith(prefix)) yield key;
  }

  /** Removes staged files that nobody has written to for this long: their writers died. */
  async removeAbandoned(olderThanMs: number): Promise<number> {
    const staging = join(this.root, stagingFolder);
    let removed = 0;
    for (const name of await readdir(staging)) {
      const found = await stat(join(staging, name)).catch(() => undefined);
      if (!found || Date.now() - found.mtimeMs < olderThanMs) continue;
      await rm(join(staging, name), { force: true });
      removed++;
    }
    return removed;
  }

  private pathOf(key: string): string {
    assertKey(key);
    return join(this.root, ...key.split('/'));
  }

  private stagedPath(): string {
    return join(this.root, stagingFolder, randomUUID());
  }

  /** Moves finished files to their places in a folder. A delete may remove the emptied folder in between: then it is made again. */
  private async publish(folder: string, files: readonly Staged[]): Promise<void> {
    const waiting = [...files];
    for (let attempt = 1; ; attempt++) {
      await this.makeFolder(folder);
      try {
        for (let next = waiting[0]; next; next = waiting[0]) {
          await rename(next.staged, next.path);
          waiting.shift();
        }
        return await syncFolder(folder);
      } catch (error) {
        if (attempt === 10 || !isAbsent(error)) throw error;
      }
    }
  }

  /** Makes folders one below the other and makes each new name durable in the folder above it. */
  private async makeFolder(folder: string): Promise<void> {
    const first = await mkdir(folder, { recursive: true });
    if (first === undefined) return;
    for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
  }

  /** Depth first, so that keys come in the order of code units: `/` sorts after `-` and `.`, hence the sort by key. */
  private async *walk(folder: string): AsyncIterable<string> {
    const entries = await this.entriesOf(folder);
    const named = entries.map((entry) => ({ entry, name: entry.isDirectory() ? `${entry.name}/` : entry.name }));
    for (const { entry, name } of named.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.isDirectory()) yield* this.walk(folder + name);
      else yield folder + name;
    }
  }

  private async entriesOf(folder: string): Promise<Dirent[]> {
    try {
      const entries = await readdir(join(this.root, folder), { withFileTypes: true });
      return entries.filter(({ name }) => !name.startsWith('.'));
    } catch (error) {
      if (isAbsent(error)) return [];
      throw error;
    }
  }

  private async removeEmptyFolders(folder: string): Promise<void> {
    for (let current = folder; current.length > this.root.length; current = dirname(current)) {
      if (
        !(await rmdir(current).then(
          () => true,
          () => false,
        ))
      )
        return;
    }
  }
}

/** Writes and syncs a new file; what is written goes into the hash too. @returns bytes */
async function writeDurably(path: string, content: Content, hash?: Hash): Promise<number> {
  const file = await open(path, 'wx');
  try {
    let size = 0;
    for await (const piece of isBytes(content) ? [content] : content) {
      hash?.update(piece);
      await file.writeFile(piece);
      size += piece.length;
    }
    await file.sync();
    return size;
  } finally {
    await file.close();
  }
}

/** As `Promise.all`, but a failure waits for the others' end: what they left is known then. */
async function allEnded(work: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(work);
  await Promise.all(work);
}

function isBytes(content: Content): content is Uint8Array {
  return ArrayBuffer.isView(content);
}

async function readFully(file: FileHandle, into: Uint8Array, position: number): Promise<number> {
  let filled = 0;
  while (filled < into.length) {
    const { bytesRead } = await file.read(into, filled, into.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function isAbsent(error: unknown): boolean {
  return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
}

/** What a failed write is told as. */
function refusalOf(error: unknown): unknown {
  const isFolderConflict = ['EISDIR', 'ENOTDIR', 'EEXIST', 'ENOTEMPTY'].includes(String(codeOf(error)));
  return isFolderConflict ? new InvalidKeyError('it is a folder of another key, or lies in an object') : error;
}

function absentIsFalse(error: unknown): boolean {
  if (isAbsent(error)) return false;
  throw error;
}

function missing(key: string): (error: unknown) => never {
  return (error) => {
    if (isAbsent(error) || codeOf(error) === 'EISDIR') throw new ObjectMissingError(key);
    throw error;
  };
}
