import type { addTrutherSchema, StudyId, TruthingPanelView, UserId } from '@lectern/contracts';
import { hmacSha256 } from '@lectern/evidence';
import { caseLabels } from '@lectern/reading';
import type { Transaction, TruthingMember, TruthPanel } from '@lectern/records';
import type { z } from 'zod';
import { assertIndependent } from '../access/independence.js';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor, MemberToken } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, NotFound } from '../errors.js';
import { nudge } from '../nudge.js';
import { assertGoTogether } from '../members/go-together.js';
import { invitedPerson, type NewLink, renewedLink } from '../people/invited-person.js';
import { planOf, readyCases } from '../studies/study-plan.js';
import { keepPanelInvitation } from './keep-panel-reminders.js';
import { panelView } from './panel-view.js';
import { judgesOf, seated } from './seats.js';
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
    const seats = seated(panel).filter((member) => member.adjudicator === adjudicator).length;
    if (panel.openedAt)
      throw new Conflict(
        'panel-open',
        'The panel has begun: who sits in it is fixed.',
        'Replace one of them, with the reason.',
      );
    if (seats >= (adjudicator ? 1 : members))
      throw new Conflict('panel-full', adjudicator ? 'There is an adjudicator already.' : `The protocol plans ${members} members, and they are invited.`); // prettier-ignore
    const { member, invitation } = await takeSeat(tx, deps, actor, panel, { name, email, adjudicator, replaces: null });
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(study, {
      by,
      act: 'truther.invited',
      subject: member.userId,
      after: { name, number: member.number, adjudicator },
    });
    return invitation;
  });
}

interface NewMember {
  readonly name: string;
  readonly email: string | undefined;
  readonly adjudicator: boolean;
  /** The number of the member whose seat it was. */
  readonly replaces: number | null;
}

/** A person at the panel, with the link by which they come in. @throws Conflict for one who reads in the study, is told of AI results, or has sat in the panel */
export async function takeSeat(
  tx: Transaction,
  deps: ConductDeps,
  actor: Actor,
  { studyId, members }: TruthPanel,
  { name, email, adjudicator, replaces }: NewMember,
): Promise<{ member: TruthingMember; invitation: MemberToken }> {
  const study = studyId as StudyId;
  const { user, wayIn } = await invitedPerson(tx, deps, actor, { name, email, kind: 'person' });
  await assertIndependent(tx, study, user.id, 'truther');
  assertGoTogether('truther', await tx.studies.partsOf(study, user.id));
  if (members.some(({ userId }) => userId === user.id))
    throw new Conflict('is-member', `${user.name} sits, or has sat, in this panel.`, 'Invite somebody else.');
  await tx.studies.addMember(study, user.id, 'truther', tx.now);
  const member = {
    ...{ id: deps.ids.next(), studyId, userId: user.id, number: members.length + 1, adjudicator, replaces },
    ...{ addedAt: tx.now, leftAt: null },
  };
  await tx.truthing.addMember(member);
  await keepPanelInvitation(tx, member.id, email);
  await nudge(tx, { kind: 'truthing-changed', study });
  await tx.outbox.announce(study);
  return { member, invitation: { user: user.id as UserId, name: user.name, ...wayIn } };
}

/** A new link for a member; the one before becomes void. @throws NotFound */
export async function renewTrutherLink(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  user: UserId,
): Promise<MemberToken & NewLink> {
  return deps.records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-members');
    const member = await tx.truthing.memberOf(study, user);
    if (!member || member.leftAt) throw new NotFound('no-member', 'There is no such member of the panel.');
    const wayIn = await renewedLink(tx, deps, actor, study, member.user);
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(study, { by, act: 'truther.link-renewed', subject: user });
    return { user, name: member.user.name, ...wayIn };
  });
}

/** Gives every ready case to every member, each in an order of their own. Done again, it gives out the cases that came since. @throws Conflict where a member or the adjudicator is missing */
export async function openTruthing(deps: ConductDeps, actor: Actor, study: StudyId): Promise<TruthingPanelView> {
  await deps.records.transaction(async (tx) => {
    const panel = await panelForPlanning(tx, deps, actor, study);
    const { protocol, cases } = await planOf(tx, study);
    const { members } = truthingOf(protocol);
    const judges = judgesOf(panel);
    if (judges.length < members)
      throw new Conflict('panel-incomplete', `${judges.length} of ${members} members are invited.`, 'Invite the others first.'); // prettier-ignore
    if (judges.length === seated(panel).length)
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
  deps: ConductDeps,
  panel: TruthPanel,
  ready: readonly string[],
): Promise<number> {
  const known = new Set((await tx.truthing.tasksOfStudy(panel.studyId)).map(({ caseId }) => caseId));
  const fresh = ready.filter((caseId) => !known.has(caseId));
  for (const judge of judgesOf(panel)) await giveTo(tx, deps, panel, judge, fresh, ready);
  return fresh.length;
}

/**
 * Gives cases to one member, behind those that they have, in an order of the member's own.
 * @param all cases of the study that may be given: labels are told apart among them
 */
export async function giveTo(
  tx: Transaction,
  { ids }: ConductDeps,
  { seed }: TruthPanel,
  { id, number }: TruthingMember,
  cases: readonly string[],
  all: readonly string[],
): Promise<void> {
  const labels = caseLabels(seed, number, 0, all);
  const order = (caseId: string): string => Buffer.from(hmacSha256(seed, `order ${number} ${caseId}`)).toString('hex');
  const before = (await tx.truthing.tasksOf(id)).length;
  await tx.truthing.addTasks(
    cases
      .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
      .map((caseId, index) => task(ids.next(), id, caseId, tx.now, before + index + 1, labels.get(caseId) ?? '')),
  );
}

/** A case that waits to be judged by a member. */
export function task(id: string, memberId: string, caseId: string, givenAt: Date, position: number, label: string) {
  return {
    ...{ id, memberId, caseId, givenAt, position, label, state: 'waiting' as const, lease: 0 },
    ...{ openedAt: null, submittedAt: null, draftRevision: 0, draftSavedAt: null },
  };
}

/** The panel of a study that is being planned, made where there is none yet. @throws Conflict once the study is frozen */
export async function panelForPlanning(
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
