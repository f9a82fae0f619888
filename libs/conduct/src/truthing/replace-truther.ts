import type { replaceTrutherSchema, StudyId, UserId } from '@lectern/contracts';
import type { Transaction, TruthingMember, TruthPanel } from '@lectern/records';
import type { z } from 'zod';
import type { Actor, MemberToken } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, NotFound } from '../errors.js';
import { endSessions } from '../members/end-sessions.js';
import { planOf, readyCases } from '../studies/study-plan.js';
import { giveTo, panelForPlanning, takeSeat } from './panel-setup.js';

/**
 * A new member in the seat of one who does not go on. What was said stays, in the history and in the truth; what was not judged goes to the successor, in an order
 * and under labels of their own, who sees nothing of what was said or drafted. Who left comes in no more, and still counts as one who sets the truth.
 *
 * @throws Conflict once the panel is closed, or where the seat was given away; NotFound
 */
export async function replaceTruther(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  replaced: UserId,
  { name, email, reason }: z.output<typeof replaceTrutherSchema>,
): Promise<MemberToken> {
  return deps.records.transaction(async (tx) => {
    const panel = await panelForPlanning(tx, deps, actor, study);
    if (panel.closedAt)
      throw new Conflict('panel-closed', 'The panel has set the truth of every case.', 'Nobody is replaced any more.');
    const gone = panel.members.find(({ userId }) => userId === replaced);
    if (!gone) throw new NotFound('no-member', 'There is no such member of the panel.', 'Load the page again.');
    if (gone.leftAt) throw new Conflict('replaced', 'This member was replaced already.', 'Load the page again.');
    const left = await tx.truthing.leave(gone.id, tx.now);
    await tx.studies.removeMember(study, gone.userId, 'truther');
    await endSessions(tx, actor, { user: gone.userId, study, reason });
    const { adjudicator, number: replaces } = gone;
    const { member, invitation } = await takeSeat(tx, deps, actor, panel, { name, email, adjudicator, replaces });
    await handOver(tx, deps, panel, member, left);
    await tx.audit.append(study, {
      by: { id: actor.user, name: actor.name },
      act: 'truther.replaced',
      subject: member.userId,
      reason,
      before: { member: replaces, user: gone.userId },
      after: { name, number: member.number, adjudicator, replaces, cases: left.length },
    });
    return invitation;
  });
}

async function handOver(
  tx: Transaction,
  deps: ConductDeps,
  panel: TruthPanel,
  member: TruthingMember,
  left: readonly string[],
): Promise<void> {
  if (left.length === 0) return;
  const ready = readyCases((await planOf(tx, panel.studyId as StudyId)).cases).map(({ caseId }) => caseId);
  await giveTo(tx, deps, panel, member, left, [...new Set([...ready, ...left])]);
}
