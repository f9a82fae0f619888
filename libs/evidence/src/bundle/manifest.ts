import { z } from 'zod';
import { strFromU8, strToU8 } from 'fflate';
import { canonicalJson } from '../canonical-json.js';
import { sha256Hex } from '../hash.js';
import { isSigned, type Signer } from '../signature.js';
import type { BundleFiles } from './archive.js';
import type { Finding } from './finding.js';

export const manifestPath = 'manifest.json';
export const manifestSignaturePath = 'manifest.signature.json';

const manifestSchema = z.object({
  format: z.literal(1),
  study: z.string(),
  title: z.string(),
  createdAt: z.string(),
  software: z.object({ name: z.string(), version: z.string() }),
  key: z.string(),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});
export type BundleManifest = z.infer<typeof manifestSchema>;

/** Adds the manifest of hashes and its signature to the files of a bundle. */
export function withManifest(
  files: BundleFiles,
  about: Omit<BundleManifest, 'format' | 'files' | 'key'>,
  signer: Signer,
): Map<string, Uint8Array> {
  const listed = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const manifest: BundleManifest = {
    format: 1,
    ...about,
    key: signer.publicKey,
    files: listed.map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256Hex(bytes) })),
  };
  const signature = { key: signer.publicKey, signature: signer.sign('bundle', manifest) };
  return new Map([
    ...files,
    [manifestPath, strToU8(canonicalJson(manifest))],
    [manifestSignaturePath, strToU8(canonicalJson(signature))],
  ]);
}

/** The manifest, where there is a readable one, and what does not agree with it. */
export function checkManifest(files: BundleFiles): { manifest: BundleManifest | null; findings: Finding[] } {
  const manifest = parsed(files.get(manifestPath), manifestSchema);
  if (!manifest)
    return { manifest: null, findings: [{ where: manifestPath, problem: 'is missing or cannot be read' }] };
  return { manifest, findings: [...signatureFindings(files, manifest), ...fileFindings(files, manifest)] };
}

function signatureFindings(files: BundleFiles, manifest: BundleManifest): Finding[] {
  const sealed = parsed(files.get(manifestSignaturePath), z.object({ key: z.string(), signature: z.string() }));
  if (!sealed) return [{ where: manifestSignaturePath, problem: 'is missing or cannot be read' }];
  return sealed.key === manifest.key && isSigned(manifest.key, 'bundle', manifest, sealed.signature)
    ? []
    : [{ where: manifestPath, problem: 'was altered: the signature of the installation does not cover it' }];
}

function fileFindings(files: BundleFiles, manifest: BundleManifest): Finding[] {
  const listed = new Map(manifest.files.map((file) => [file.path, file]));
  const own = new Set([manifestPath, manifestSignaturePath]);
  const altered = manifest.files.flatMap(({ path, sha256 }): Finding[] => {
    const bytes = files.get(path);
    if (!bytes) return [{ where: path, problem: 'is missing' }];
    return sha256Hex(bytes) === sha256 ? [] : [{ where: path, problem: 'was altered: it does not have its hash' }];
  });
  const added = [...files.keys()].filter((path) => !listed.has(path) && !own.has(path));
  return [...altered, ...added.map((path) => ({ where: path, problem: 'was added: the manifest does not name it' }))];
}

function parsed<T extends z.ZodType>(bytes: Uint8Array | undefined, schema: T): z.output<T> | null {
  if (!bytes) return null;
  try {
    return schema.parse(JSON.parse(strFromU8(bytes)));
  } catch {
    return null;
  }
}
