import { hashOf } from '../hash.js';
import type { ChainAct } from './check-chain.js';
import { pathOf, type BundleContents } from './contents.js';
import type { Finding } from './finding.js';

/** Every opinion of a truthing panel against the audit chain, and none missing. */
export function checkTruth({ truthing }: BundleContents, acts: readonly ChainAct[]): Finding[] {
  const recorded = new Map(
    acts
      .filter(({ act }) => act === 'truth.submitted')
      .map((act) => [(act.after as { commitment?: string } | null)?.commitment ?? '', act]),
  );
  const findings = (truthing?.opinions ?? []).flatMap(({ member, case: number, commitment, committed }): Finding[] => {
    const where = `${pathOf('truthing')} member ${member}, case ${number}`;
    const isKnown = recorded.delete(commitment);
    if (hashOf(committed) !== commitment) return [{ where, problem: 'was altered: it does not have its commitment' }];
    return isKnown ? [] : [{ where, problem: 'its commitment is not in the audit chain' }];
  });
  const missing = [...recorded.values()].map(({ subject, index }) => ({
    where: `${pathOf('truthing')} task ${subject}`,
    problem: `is missing: entry ${index} of the audit chain recorded it`,
  }));
  return [...findings, ...missing];
}
