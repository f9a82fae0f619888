import { createHash } from 'node:crypto';
import { createReadStream, openAsBlob } from 'node:fs';
import type { UploadManifest } from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import type { FolderCase } from './cases-in-folder.js';

/** The files of a case as they are sent: one behind the other, and by which hash the server knows them again (docs/adr/0014). */
export interface PackedCase {
  readonly id: string;
  readonly manifest: UploadManifest;
  readonly bytes: number;
  /** Read from the disk as it is sent; a file that changes meanwhile cannot be read any more. */
  readonly content: Blob;
}

/** Reads every file of a case once, one at a time. @throws the system's error where one cannot be read */
export async function packCase({ label, files }: FolderCase): Promise<PackedCase> {
  const described: UploadManifest['files'] = [];
  const blobs: Blob[] = [];
  for (const file of files) {
    const blob = await openAsBlob(file);
    described.push({ bytes: blob.size, sha256: await hashOfFile(file) });
    blobs.push(blob);
  }
  const manifest = { label, files: described };
  const content = new Blob(blobs);
  return { id: hashOf(manifest), manifest, bytes: content.size, content };
}

async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}
