import { headAfter, type ChainHead, type SealedEntry } from './audit-chain.js';
import { isSigned, type Signer } from './signature.js';

/** The head of a chain as it stood at an instant, under the installation's signature; kept where whoever changes the chain cannot. */
export interface SignedHead extends ChainHead {
  /** UTC, ISO 8601. */
  readonly at: string;
  /** `freeze`, `daily`, `lock` or `export`. */
  readonly occasion: string;
  readonly key: string;
  readonly signature: string;
}

export function signHead(signer: Signer, { chain, length, hash }: ChainHead, at: string, occasion: string): SignedHead {
  const statement = { chain, length, hash, at, occasion, key: signer.publicKey };
  return { ...statement, signature: signer.sign('chain head', statement) };
}

/** What is wrong with a signed head by itself; null where its key signed it. */
export function signedHeadProblem({ signature, ...statement }: SignedHead): string | null {
  return isSigned(statement.key, 'chain head', statement, signature)
    ? null
    : `the head signed at ${statement.at} (${statement.occasion}) was altered: its signature does not cover it`;
}

/**
 * Compares a chain that is whole in itself with heads that were kept apart: so a tail that was cut off and a chain that was computed anew are found.
 * @returns the first entry that a head contradicts, and why
 */
export function chainAgainstHeads(
  chain: string,
  entries: readonly SealedEntry[],
  heads: readonly SignedHead[],
): { readonly index: number; readonly problem: string } | null {
  for (const head of [...heads].sort((a, b) => a.length - b.length)) {
    const kept = `the head signed at ${head.at} (${head.occasion})`;
    if (head.chain !== chain) return { index: 0, problem: `${kept} is of another chain` };
    const last = entries[head.length - 1];
    if (head.length > 0 && !last)
      return {
        index: entries.length,
        problem: `entries ${entries.length} to ${head.length - 1} are missing: ${kept} has ${head.length} entries`,
      };
    if (last && headAfter(last).hash !== head.hash)
      return {
        index: head.length - 1,
        problem: `entry ${head.length - 1} is not the one of ${kept}: the chain up to it was computed anew`,
      };
  }
  return null;
}
