import { protocolSchema, type Protocol, type StudyId, type TruthingPlan } from '@lectern/contracts';
import type { MemberWithUser, Repositories, StoredTask, Study, Transaction, TruthPanel } from '@lectern/records';
import { found, noStudy } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import { Conflict, NotFound } from '../errors.js';

/** A member at the panel of a study: what every act of truthing begins with. */
export interface TruthSeat {
  readonly study: Study;
  readonly protocol: Protocol;
  readonly plan: TruthingPlan;
  readonly panel: TruthPanel;
  readonly member: MemberWithUser;
}

/** @throws NotFound where the actor is no member of the study's panel */
export async function truthSeatOf(on: Repositories, actor: Actor, id: StudyId): Promise<TruthSeat> {
  return seatWith(on, id, await on.truthing.memberOf(id, actor.user));
}

/** The same for an act: the study's phase holds until it commits, and the member's other acts wait. */
export async function takeTruthSeat(tx: Transaction, actor: Actor, id: StudyId): Promise<TruthSeat> {
  await tx.studies.hold(id);
  return seatWith(tx, id, await tx.truthing.lockMemberOf(id, actor.user));
}

async function seatWith(on: Repositories, id: StudyId, member: MemberWithUser | null): Promise<TruthSeat> {
  const panel = await on.truthing.panelOf(id);
  if (!member || member.leftAt || !panel) throw noStudy();
  const protocol = protocolSchema.parse((await on.studies.protocol(id)).document);
  return { study: found(await on.studies.find(id)), protocol, plan: truthingOf(protocol), panel, member };
}

/** @throws Conflict where the protocol has no truthing */
export function truthingOf({ truthing }: Protocol): TruthingPlan {
  if (!truthing)
    throw new Conflict(
      'no-truthing',
      'The protocol says nothing of a panel.',
      "Add 'truthing' to the protocol, or import the reference standard.",
    );
  return truthing;
}

/** @throws Conflict unless the panel is at work */
export function assertTruthing({ study, panel }: Pick<TruthSeat, 'study' | 'panel'>): void {
  if (study.phase !== 'draft')
    throw new Conflict('frozen', 'The reference standard is frozen with the study.', 'Nothing more can be said of it.');
  if (panel.closedAt)
    throw new Conflict('panel-closed', 'The panel has set the truth of every case.', 'Nothing more can be said of it.');
  if (!panel.openedAt)
    throw new Conflict('panel-not-open', 'The panel has not begun.', 'The coordinator begins it when every member is invited.'); // prettier-ignore
}

/** A task of this member. @throws NotFound for any other, whether or not it exists */
export function ownTask(task: StoredTask | null, member: MemberWithUser): StoredTask {
  if (task?.memberId !== member.id)
    throw new NotFound('no-case', 'There is no such case to be judged.', 'Load the page again.');
  return task;
}
