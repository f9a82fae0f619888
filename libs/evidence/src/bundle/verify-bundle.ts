import type { SignedHead } from '../signed-head.js';
import { openArchive, strayByte } from './archive.js';
import { actsOf, checkChain } from './check-chain.js';
import { checkPlan } from './check-plan.js';
import { checkReads } from './check-reads.js';
import { checkTruth } from './check-truth.js';
import { readContents } from './contents.js';
import type { Finding } from './finding.js';
import { checkManifest, type BundleManifest } from './manifest.js';

export interface BundleVerdict {
  /** Nothing was found that is not as it was recorded. */
  readonly verified: boolean;
  readonly findings: readonly Finding[];
  /** Null where the archive or its manifest cannot be read. */
  readonly manifest: BundleManifest | null;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** What whoever checks has from elsewhere; each makes the verdict stronger. */
export interface KeptApart {
  /** The public key of the installation. */
  readonly key: string | null;
  /** Signed heads of the study's chain. */
  readonly heads: readonly SignedHead[];
}

/** Checks a bundle: archive, manifest and signature, audit chain and signed heads, and every record against what the chain says of it. */
export function verifyBundle(archive: Uint8Array, kept: KeptApart = { key: null, heads: [] }): BundleVerdict {
  let files: Map<string, Uint8Array>;
  try {
    files = openArchive(archive);
  } catch {
    return {
      verified: false,
      findings: [{ where: 'archive', problem: 'is no zip file' }],
      manifest: null,
      files: new Map(),
    };
  }
  const { manifest, findings } = checkManifest(files);
  const inside = manifest ? contentFindings(files, manifest, kept) : [];
  const stray = strayByte(archive, files);
  const all = [
    ...findings,
    ...inside,
    ...(stray === null ? [] : [{ where: `archive byte ${stray}`, problem: 'the archive is not as it was packed' }]),
  ];
  return { verified: all.length === 0, findings: all, manifest, files };
}

function contentFindings(files: ReadonlyMap<string, Uint8Array>, manifest: BundleManifest, kept: KeptApart): Finding[] {
  const { contents, findings } = readContents(files);
  const acts = actsOf(contents);
  const foreign = {
    where: 'manifest.json',
    problem: `was signed by key ${manifest.key}, not by the key that is expected`,
  };
  return [
    ...findings,
    ...(kept.key === null || kept.key === manifest.key ? [] : [foreign]),
    ...guarded('audit/chain.jsonl', () => checkChain(contents, manifest, kept.heads)),
    ...guarded('freeze.json', () => checkPlan(contents, acts, manifest)),
    ...guarded('submissions.jsonl', () => checkReads(contents, acts)),
    ...guarded('truthing.json', () => checkTruth(contents, acts)),
  ];
}

/** What was altered may break a check; that is a finding as well. */
function guarded(where: string, check: () => Finding[]): Finding[] {
  try {
    return check();
  } catch (error) {
    return [{ where, problem: `cannot be checked: ${error instanceof Error ? error.message : String(error)}` }];
  }
}

/** What a verified bundle does not prove; said with every verdict. */
export function notProven({ key, heads }: KeptApart): string[] {
  return [
    ...(key === null
      ? ['that it comes from a certain installation: compare its key with the one that you were given (--key)']
      : []),
    ...(heads.length > 0
      ? []
      : [
          'that nobody who held database, signing key and object store together made it anew: a signed head that you kept shows it (--head)',
        ]),
    'that people were who their password or code says, or that what they entered was true',
    'that the clock of the server was right',
    'anything about entries after the export',
  ];
}
