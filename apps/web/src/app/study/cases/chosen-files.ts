import { unpackZip, withoutSharedFolder } from '@lectern/evidence';
import type { FolderFile } from './case-folders.js';

/** A file to be uploaded, of a chosen folder or of an archive. */
export interface ChosenFile extends FolderFile {
  readonly content: Blob;
}

export const asChosen = (file: File): ChosenFile => ({
  name: file.name,
  webkitRelativePath: file.webkitRelativePath,
  content: file,
});

/** The files of a zip archive, as if its folder had been chosen: unpacked here, so that the server is sent files alone. @throws ArchiveRefusedError */
export async function filesOfArchive(archive: File): Promise<ChosenFile[]> {
  const files: { path: string; content: Blob }[] = [];
  for await (const { path, bytes } of unpackZip(chunksOf(archive)))
    files.push({ path, content: new Blob([bytes as Uint8Array<ArrayBuffer>]) });
  const folder = archive.name.replace(/\.zip$/i, '');
  return withoutSharedFolder(files).map(({ path, content }) => ({
    name: path.split('/').at(-1) ?? '',
    webkitRelativePath: `${folder}/${path}`,
    content,
  }));
}

/** Read in slices: memory holds no more of the archive than one of them. */
async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  const size = 4 * 1024 * 1024;
  for (let at = 0; at < file.size; at += size) yield new Uint8Array(await file.slice(at, at + size).arrayBuffer());
}
