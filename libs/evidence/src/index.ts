export * from './canonical-json.js';
export * from './hash.js';
export * from './audit-chain.js';
export * from './signature.js';
export * from './signed-head.js';
export * from './electronic-signature.js';
export { packArchive, openArchive, type BundleFiles } from './bundle/archive.js';
export type { Finding } from './bundle/finding.js';
export { withManifest, type BundleManifest } from './bundle/manifest.js';
export { notProven, verifyBundle, type BundleVerdict, type KeptApart } from './bundle/verify-bundle.js';
export {
  ArchiveRefusedError,
  unpackZip,
  withoutSharedFolder,
  type ArchivedFile,
  type ArchiveLimits,
} from './archive/unpack-zip.js';
