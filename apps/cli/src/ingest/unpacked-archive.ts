import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ArchiveRefusedError, unpackZip, withoutSharedFolder } from '@lectern/evidence';
import { InputError } from '../terminal/errors.js';

/** A folder of its own, for its owner alone, with what an archive holds. */
export interface UnpackedArchive {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Unpacks a zip archive beside nothing of ours. @throws InputError where it is none, or too much to be one of examinations; nothing stays then */
export async function unpackedArchive(path: string): Promise<UnpackedArchive> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-archive-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const paths: { path: string }[] = [];
    for await (const file of unpackZip(createReadStream(path))) {
      await mkdir(join(folder, dirname(file.path)), { recursive: true });
      await writeFile(join(folder, file.path), file.bytes);
      paths.push({ path: file.path });
    }
    const [first] = paths;
    const isWrapped = first !== undefined && withoutSharedFolder(paths)[0]?.path !== first.path;
    return { folder: isWrapped ? join(folder, first.path.split('/')[0] ?? '') : folder, remove };
  } catch (error) {
    await remove();
    if (error instanceof ArchiveRefusedError) throw new InputError(`${path}: ${error.message}`);
    throw error;
  }
}
