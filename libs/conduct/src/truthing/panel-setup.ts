import type { addTrutherSchema, StudyId, TruthingPanelView, UserId } from '@lectern/contracts';
import { hmacSha256 } from '@lectern/evidence';
import { caseLabels } from '@lectern/reading';
import type { Transaction, TruthPanel } from '@lectern/records';
import type { z } from 'zod';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor, MemberToken } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, NotFound } from '../errors.js';
import { nudge } from '../nudge.js';
import { issueLink } from '../sign-in/sign-in-link.js';
import { planOf, readyCases } from '../studies/study-plan.js';
import { panelView } from './panel-view.js';
import { truthingOf } from './truth-seat.js';

/** Invites a member or the adjudicator: a new person, who has no other part in the study and so neither reads nor sees AI. @throws Conflict once the panel has begun */
export async function addTruther(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  { name, email, adjudicator }: z.output<typeof addTrutherSchema>,
): Promise<MemberToken> {
  return deps.records.transaction(async (tx) => {
    const panel = await panelForPlanning(tx, deps, actor, study);
    const { members } = truthingOf((await planOf(tx, study)).protocol);
    const seats = panel.members.filter((member) => member.adjudicator === adjudicator).length;
    if (panel.openedAt) throw new Conflict('panel-open', 'The panel has begun: who sits in it is fixed.');
    if (seats >= (adjudicator ? 1 : members))
      throw new Conflict('panel-full', adjudicator ? 'There is an adjudicator already.' : `The protocol plans ${members} members, and they are invited.`); // prettier-ignore
    const user = await tx.people.create({
      ...{ id: deps.ids.next(), name, email: email ?? null, kind: 'person' as const },
      ...{ administrator: false, createdAt: tx.now },
    });
    await tx.studies.addMember(study, user.id, 'truther', tx.now);
    const number = panel.members.length + 1;
    await tx.truthing.addMember({ id: deps.ids.next(), studyId: study, userId: user.id, number, adjudicator, addedAt: tx.now }); // prettier-ignore
    const { token, expiresAt } = await issueLink(tx, deps, user.id, actor.user);
    await tx.outbox.announce(study);
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(study, {
      by,
      act: 'truther.invited',
      subject: user.id,
      after: { name, number, adjudicator },
    });
    return { user: user.id as UserId, name, token, expiresAt: expiresAt.toISOString() };
  });
}

/** A new link for a member; the one before becomes void. @throws NotFound */
export async function renewTrutherLink(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  user: UserId,
): Promise<MemberToken> {
  return deps.records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-members');
    const member = await tx.truthing.memberOf(study, user);
    if (!member) throw new NotFound('no-member', 'There is no such member of the panel.');
    const { token, expiresAt } = await issueLink(tx, deps, user, actor.user);
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(study, { by, act: 'truther.link-renewed', subject: user });
    return { user, name: member.user.name, token, expiresAt: expiresAt.toISOString() };
  });
}

/** Gives every ready case to every member, each in an order of their own. Done again, it gives out the cases that came since. @throws Conflict where a member or the adjudicator is missing */
export async function openTruthing(deps: ConductDeps, actor: Actor, study: StudyId): Promise<TruthingPanelView> {
  await deps.records.transaction(async (tx) => {
    const panel = await panelForPlanning(tx, deps, actor, study);
    const { protocol, cases } = await planOf(tx, study);
    const { members } = truthingOf(protocol);
    const judges = panel.members.filter(({ adjudicator }) => !adjudicator);
    if (judges.length < members)
      throw new Conflict('panel-incomplete', `${judges.length} of ${members} members are invited.`, 'Invite the others first.'); // prettier-ignore
    if (judges.length === panel.members.length)
      throw new Conflict('no-adjudicator', 'Nobody decides where the members differ.', 'Invite an adjudicator first.');
    if (panel.closedAt) throw new Conflict('panel-closed', 'The panel has set the truth of every case.');
    const ready = readyCases(cases).map(({ caseId }) => caseId);
    if (ready.length === 0) throw new Conflict('no-cases', 'No case is ready to be judged.', 'Upload cases first.');
    const given = await giveOut(tx, deps, panel, ready);
    if (!panel.openedAt) await tx.truthing.open(study, tx.now);
    await nudge(tx, { kind: 'truthing-changed', study });
    await tx.outbox.announce(study);
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(study, { by, act: 'truthing.opened', subject: study, after: { members: judges.length, cases: given } }); // prettier-ignore
  });
  return panelView(deps.records.read, study);
}

/** @returns how many cases each member got */
async function giveOut(
  tx: Transaction,
  { ids }: ConductDeps,
  panel: TruthPanel,
  ready: readonly string[],
): Promise<number> {
  const known = new Set((await tx.truthing.tasksOfStudy(panel.studyId)).map(({ caseId }) => caseId));
  const fresh = ready.filter((caseId) => !known.has(caseId));
  for (const { id, number, adjudicator } of panel.members) {
    if (adjudicator) continue;
    const labels = caseLabels(panel.seed, number, 0, ready);
    const order = (caseId: string): string => Buffer.from(hmacSha256(panel.seed, `order ${number} ${caseId}`)).toString('hex'); // prettier-ignore
    await tx.truthing.addTasks(
      fresh
        .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
        .map((caseId, index) => task(ids.next(), id, caseId, known.size + index + 1, labels.get(caseId) ?? '')),
    );
  }
  return fresh.length;
}

/** A case that waits to be judged by a member. */
export function task(id: string, memberId: string, caseId: string, position: number, label: string) {
  return {
    ...{ id, memberId, caseId, position, label, state: 'waiting' as const, lease: 0 },
    ...{ openedAt: null, submittedAt: null, draftRevision: 0, draftSavedAt: null },
  };
}

/** The panel of a study that is being planned, made where there is none yet. @throws Conflict once the study is frozen */
async function panelForPlanning(
  tx: Transaction,
  { secrets }: ConductDeps,
  actor: Actor,
  study: StudyId,
): Promise<TruthPanel> {
  await requirePermission(tx, actor, study, 'study:manage-members');
  const { phase } = found(await tx.studies.lock(study));
  if (phase !== 'draft')
    throw new Conflict('frozen', 'The reference standard is frozen with the study.', 'Create a new study with the same cases.'); // prettier-ignore
  if (!(await tx.truthing.panelOf(study))) await tx.truthing.createPanel(study, secrets.token(), tx.now);
  return (await tx.truthing.panelOf(study))!;
}
