import { unzipSync, zipSync } from 'fflate';

/** Files of a bundle by path, `/` between folders. */
export type BundleFiles = ReadonlyMap<string, Uint8Array>;

/** The first instant that a zip can name; a bundle's own times stand in its files. */
const mtime = '1980-01-01T00:00:00';

/**
 * A zip archive of stored files in order of path. The same files give the same bytes, so that no byte of an archive is free to change: what does not come out
 * again when the files are packed anew was altered.
 */
export function packArchive(files: BundleFiles): Uint8Array {
  const inOrder = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(inOrder), { level: 0, mtime });
}

/** The files of an archive. @throws Error where it is none */
export function openArchive(archive: Uint8Array): Map<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(archive)));
}

/** The first byte at which an archive is not what its files pack into; null where it is. */
export function strayByte(archive: Uint8Array, files: BundleFiles): number | null {
  const packed = packArchive(files);
  const length = Math.max(packed.length, archive.length);
  for (let at = 0; at < length; at++) if (packed[at] !== archive[at]) return at;
  return null;
}
