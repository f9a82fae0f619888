import { canonicalJson } from './canonical-json.js';
import { sha256Hex } from './hash.js';

/** The end of a chain: how many entries it has, and the hash of the last (of the chain's name, where there is none). */
export interface ChainHead {
  readonly chain: string;
  readonly length: number;
  readonly hash: string;
}

/** Who did what, when, to what, from what to what, and why. Values are JSON. */
export interface AuditAct {
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly act: string;
  readonly subject: string | null;
  readonly reason: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/** One entry as kept: `content` is the exact text that `hash` covers. */
export interface SealedEntry {
  readonly chain: string;
  readonly index: number;
  readonly content: string;
  readonly previousHash: string;
  readonly hash: string;
}

export type ChainVerdict =
  | { readonly verified: true; readonly head: ChainHead }
  | { readonly verified: false; readonly index: number; readonly problem: string };

/** The head of a chain without entries. The chain's name is in it, so that one chain cannot pass for another. */
export function emptyChain(chain: string): ChainHead {
  return { chain, length: 0, hash: sha256Hex(`lectern audit chain 1\n${chain}`) };
}

/** The entry that follows `head`; its hash covers the act, its place and the hash before it. @throws NotCanonical */
export function sealEntry(head: ChainHead, act: AuditAct): SealedEntry {
  const { at, by, reason, subject, before, after } = act;
  const content = canonicalJson({
    format: 1,
    chain: head.chain,
    index: head.length,
    previousHash: head.hash,
    at,
    by: { id: by.id, name: by.name },
    act: act.act,
    subject,
    reason,
    before: before ?? null,
    after: after ?? null,
  });
  return {
    chain: head.chain,
    index: head.length,
    content,
    previousHash: head.hash,
    hash: sha256Hex(content),
  };
}

/** The head after an entry. */
export function headAfter(entry: SealedEntry): ChainHead {
  return { chain: entry.chain, length: entry.index + 1, hash: entry.hash };
}

/**
 * Checks a chain from its first entry to its last, and its end against a head that was kept apart.
 * @returns the first entry that is wrong and why; an index one past the last where the end is missing
 */
export function verifyChain(chain: string, entries: Iterable<SealedEntry>, kept: ChainHead | null): ChainVerdict {
  let head = emptyChain(chain);
  for (const entry of entries) {
    const problem = problemOf(entry, head);
    if (problem) return { verified: false, index: head.length, problem };
    head = headAfter(entry);
    if (kept?.length === head.length && kept.hash !== head.hash)
      return {
        verified: false,
        index: entry.index,
        problem: `entry ${entry.index} is not the one that the kept head names`,
      };
  }
  if (kept && kept.length > head.length)
    return { verified: false, index: head.length, problem: `entries ${head.length} to ${kept.length - 1} are missing` };
  return { verified: true, head };
}

function problemOf(entry: SealedEntry, head: ChainHead): string | null {
  const name = `entry ${head.length}`;
  if (entry.index !== head.length) return `${name} is missing: entry ${entry.index} stands in its place`;
  if (entry.previousHash !== head.hash) return `${name} does not follow from the entry before it`;
  if (sha256Hex(entry.content) !== entry.hash) return `${name} was altered: its content does not have its hash`;
  const content = parse(entry.content);
  if (content?.['chain'] !== head.chain || content['index'] !== head.length || content['previousHash'] !== head.hash)
    return `${name} was altered: its content names another place in the chain`;
  return null;
}

function parse(content: string): Record<string, unknown> | null {
  try {
    return JSON.parse(content) as Record<string, unknown>;
  } catch {
    return null;
  }
}
