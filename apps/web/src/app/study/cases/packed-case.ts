import type { UploadManifest } from '@lectern/contracts';
import { hashOf, sha256Hex } from '@lectern/evidence';
import type { CaseFolder } from './case-folders.js';
import type { ChosenFile } from './chosen-files.js';

/** The files of a case as they are sent: one behind the other, and by which hash they are found again. */
export interface PackedCase {
  readonly id: string;
  readonly manifest: UploadManifest;
  readonly content: Blob;
}

/** Reads every file of a case once, one at a time; the content stays where it is until it is sent. @throws DOMException where a file can no longer be read */
export async function packCase({ label, files }: CaseFolder<ChosenFile>): Promise<PackedCase> {
  const described: UploadManifest['files'] = [];
  for (const { content } of files) described.push({ bytes: content.size, sha256: await hashOfFile(content) });
  const manifest = { label, files: described };
  return { id: hashOf(manifest), manifest, content: new Blob(files.map(({ content }) => content)) };
}

/** The browser's own hashing is there over HTTPS and at localhost alone. */
async function hashOfFile(content: Blob): Promise<string> {
  const bytes = new Uint8Array(await content.arrayBuffer());
  const { subtle } = globalThis.crypto as Partial<Crypto>;
  if (!subtle) return sha256Hex(bytes);
  const hash = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
