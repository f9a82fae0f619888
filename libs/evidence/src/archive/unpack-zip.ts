import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';

/** A file of an archive; its path has no part that leads out of a folder. */
export interface ArchivedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What an archive may become at most: a small one must not fill the memory or the disk. */
export interface ArchiveLimits {
  readonly files: number;
  readonly bytesOfFile: number;
  readonly bytes: number;
  /** Bytes of all files by bytes of the archive; deflate itself reaches 1,032. */
  readonly ratio: number;
  /** Below this many bytes of files it may be as dense as it likes: images of one colour are. */
  readonly denseBytes: number;
}

export const examinationLimits: ArchiveLimits = {
  files: 200_000,
  bytesOfFile: 256 * 1024 ** 2,
  bytes: 64 * 1024 ** 3,
  ratio: 200,
  denseBytes: 64 * 1024 ** 2,
};

/** The archive is none, or none that is taken; the message says why and names no file. */
export class ArchiveRefusedError extends Error {
  override readonly name = 'ArchiveRefusedError';
}

/**
 * The files of a zip archive one by one as it comes; files that are complete are handed out before more is read. Files are read from the headers before them, never
 * from the directory at the end, so that none can be counted twice; nested archives are files like any other.
 *
 * @throws ArchiveRefusedError
 */
export async function* unpackZip(
  archive: AsyncIterable<Uint8Array>,
  limits: ArchiveLimits = examinationLimits,
): AsyncGenerator<ArchivedFile> {
  const unpacking = new Unpacking(limits);
  for await (const chunk of archive) {
    for (let at = 0; at < chunk.length; at += piece) yield* unpacking.push(chunk.subarray(at, at + piece), false);
  }
  yield* unpacking.push(new Uint8Array(0), true);
  unpacking.assertWhole();
}

/** Pushed at once: what a piece can become stays small. */
const piece = 64 * 1024;

class Unpacking {
  private readonly unzip = new Unzip((file) => this.begin(file));
  private done: ArchivedFile[] = [];
  private open = 0;
  private files = 0;
  private read = 0;
  private written = 0;

  constructor(private readonly limits: ArchiveLimits) {
    this.unzip.register(UnzipInflate);
  }

  /** @returns files that are complete now */
  push(chunk: Uint8Array, isLast: boolean): ArchivedFile[] {
    this.assertBeginning(chunk);
    this.read += chunk.length;
    try {
      this.unzip.push(chunk, isLast);
    } catch (error) {
      if (error instanceof ArchiveRefusedError) throw error;
      throw new ArchiveRefusedError('The archive is damaged, encrypted, or not compressed by deflate.');
    }
    const { done } = this;
    this.done = [];
    return done;
  }

  assertWhole(): void {
    if (this.open > 0 || this.files === 0)
      throw new ArchiveRefusedError('The archive is empty, or ends within a file.');
  }

  /** `PK` and a local file header (3, 4), or the end of an empty archive (5, 6). */
  private assertBeginning(chunk: Uint8Array): void {
    for (let at = 0; this.read + at < 3 && at < chunk.length; at++)
      if (!beginning[this.read + at]?.includes(chunk[at] ?? -1))
        throw new ArchiveRefusedError('This is no zip archive.');
  }

  private begin(file: UnzipFile): void {
    const path = safePath(file.name);
    if (++this.files > this.limits.files)
      throw new ArchiveRefusedError(`It holds more than ${this.limits.files} files.`);
    const pieces: Uint8Array[] = [];
    let length = 0;
    this.open++;
    file.ondata = (error, data, isLast) => {
      if (error) throw error;
      length += data.length;
      this.count(data.length, length);
      pieces.push(data);
      if (!isLast) return;
      this.open--;
      if (!path.endsWith('/')) this.done.push({ path, bytes: joined(pieces, length) });
    };
    file.start();
  }

  private count(more: number, ofFile: number): void {
    this.written += more;
    const { bytes, bytesOfFile, ratio, denseBytes } = this.limits;
    if (ofFile > bytesOfFile) throw new ArchiveRefusedError(`A file of it has more than ${bytesOfFile} bytes.`);
    if (this.written > bytes) throw new ArchiveRefusedError(`Its files have more than ${bytes} bytes.`);
    if (this.written > denseBytes && this.written > ratio * this.read)
      throw new ArchiveRefusedError(`Its files have more than ${ratio} times its own bytes.`);
  }
}

const beginning = [[0x50], [0x4b], [3, 5]];

/** @throws ArchiveRefusedError for a path that leads anywhere but down */
function safePath(name: string): string {
  const path = name.replaceAll('\\', '/');
  const isDown = !path.startsWith('/') && !/^[A-Za-z]:/.test(path) && !path.split('/').includes('..');
  if (!isDown || path === '' || /[\u0000-\u001f]/.test(path))
    throw new ArchiveRefusedError('The name of a file in it leads out of its folder.');
  return path;
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const each of pieces) {
    whole.set(each, at);
    at += each.length;
  }
  return whole;
}

/** Paths without the one folder that all of them lie in, where it holds folders alone: an archive of a folder of cases is its cases. */
export function withoutSharedFolder<F extends { readonly path: string }>(files: readonly F[]): F[] {
  const parts = files.map(({ path }) => path.split('/'));
  const [first] = parts[0] ?? [];
  const isShared = parts.every((each) => each.length > 2 && each[0] === first);
  return isShared ? files.map((file) => ({ ...file, path: file.path.split('/').slice(1).join('/') })) : [...files];
}
