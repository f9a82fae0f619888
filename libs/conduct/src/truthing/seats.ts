import type { MemberWithUser, TruthPanel } from '@lectern/records';

/** Who sits in the panel now: without those who left. */
export const seated = ({ members }: Pick<TruthPanel, 'members'>): MemberWithUser[] =>
  members.filter(({ leftAt }) => leftAt === null);

/** Who sits there and judges every case. */
export const judgesOf = (panel: Pick<TruthPanel, 'members'>): MemberWithUser[] =>
  seated(panel).filter(({ adjudicator }) => !adjudicator);

export const adjudicatorOf = (panel: Pick<TruthPanel, 'members'>): MemberWithUser | undefined =>
  seated(panel).find(({ adjudicator }) => adjudicator);

/** The number of who had a member's seat first: the same for all who have had it. */
export function seatOf({ members }: Pick<TruthPanel, 'members'>, number: number): number {
  const before = members.find((member) => member.number === number)?.replaces;
  return before === null || before === undefined ? number : seatOf({ members }, before);
}
