import { verifyChain, type AuditAct } from '../audit-chain.js';
import { chainAgainstHeads, signedHeadProblem, type SignedHead } from '../signed-head.js';
import { pathOf, type BundleContents } from './contents.js';
import type { Finding } from './finding.js';
import type { BundleManifest } from './manifest.js';

/** The audit chain in itself, against every signed head in the bundle and those that were kept apart, and the heads against the installation's key. */
export function checkChain(
  { chain, heads }: BundleContents,
  { study, key }: BundleManifest,
  kept: readonly SignedHead[],
): Finding[] {
  if (!chain) return [];
  const findings: Finding[] = [];
  const at = (index: number): string => `${pathOf('chain')} entry ${index}`;
  const verdict = verifyChain(study, chain, null);
  if (!verdict.verified) findings.push({ where: at(verdict.index), problem: verdict.problem });
  if (!heads?.length) return [...findings, { where: pathOf('heads'), problem: 'there is no signed head' }];
  for (const [n, head] of heads.entries()) {
    const problem = signedHeadProblem(head) ?? (head.key === key ? null : 'was signed by another key than the bundle');
    if (problem) findings.push({ where: `${pathOf('heads')} head ${n}`, problem });
  }
  for (const head of kept) {
    const problem = signedHeadProblem(head) ?? (head.key === key ? null : 'was signed by another key than the bundle');
    if (problem) findings.push({ where: 'kept head', problem });
  }
  const against = chainAgainstHeads(study, chain, [...heads, ...kept]);
  if (against) findings.push({ where: at(against.index), problem: against.problem });
  const covered = Math.max(...heads.map(({ length }) => length));
  if (chain.length > covered)
    findings.push({ where: at(covered), problem: `no signed head covers the entries from ${covered} on` });
  return findings;
}

/** An entry of the chain as the acts are looked up: its place and what it says. */
export type ChainAct = AuditAct & { readonly index: number };

/** The acts of a chain; entries that cannot be read are left to `checkChain`. */
export function actsOf({ chain }: BundleContents): ChainAct[] {
  return (chain ?? []).flatMap(({ content }, index) => {
    try {
      return [{ ...(JSON.parse(content) as AuditAct), index }];
    } catch {
      return [];
    }
  });
}
