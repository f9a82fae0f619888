import type { AcceptCases, CaseId, StudyId } from '@lectern/contracts';
import type { Transaction } from '@lectern/records';
import { requirePermission } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, NotFound } from '../errors.js';
import { nudge } from '../nudge.js';
import { assertDraft } from './case-list.js';

/**
 * A person accepts stored cases: after a look at their contact sheets, or for a reason without one. All of them or none; those that are ready stay as they are.
 *
 * @returns how many became ready
 * @throws Conflict where one is not there to be accepted, or the study is frozen; NotFound where one is not of the study
 */
export async function acceptCases(
  { records }: ConductDeps,
  actor: Actor,
  study: StudyId,
  { cases, seen, reason }: AcceptCases,
): Promise<{ accepted: number }> {
  return records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-cases');
    await assertDraft(tx, study);
    let accepted = 0;
    for (const id of [...new Set(cases)].sort()) {
      const state = await lockedState(tx, study, id);
      if (state === 'ready') continue;
      if (state !== 'stored')
        throw new Conflict(
          'not-stored',
          `Case ${id} is not there to be accepted.`,
          'Wait for its checks, or upload it again.',
        );
      const acceptance = { acceptedAt: tx.now, acceptedBy: actor.name, acceptanceReason: reason ?? null };
      await tx.cases.markReady(id, acceptance);
      await tx.audit.append(study, {
        by: { id: actor.user, name: actor.name },
        act: 'case.accepted',
        subject: id,
        ...(reason === undefined ? {} : { reason }),
        after: { seen },
      });
      accepted++;
    }
    if (accepted > 0) {
      await nudge(tx, { kind: 'study-changed', study });
      await tx.outbox.announce(study);
    }
    return { accepted };
  });
}

/** The state of a case of the study, which is locked. @throws NotFound */
export async function lockedState(tx: Transaction, study: StudyId, id: CaseId): Promise<string> {
  if (!(await tx.cases.ofStudyById(study, id)))
    throw new NotFound('no-case', 'There is no such case in this study.', 'Load the list of cases again.');
  return (await tx.cases.lock(id))?.state ?? 'refused';
}
