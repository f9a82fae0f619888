import type { PanelReminderView } from '@lectern/contracts';
import type { MemberWithUser, PanelReminder, StoredTask } from '@lectern/records';
import { letterTo, type Letter } from '../mail/letter.js';

export type PanelReminderKind = PanelReminderView['kind'];

const weekMillis = 7 * 86_400_000;
/** Who has said nothing for so many weeks is reminded no more: the coordinator sees it, and may give the seat to somebody else. */
const mostWeeks = 4;

/**
 * The messages of a member that are due at `now`, and when the next one will be; instants in ms since 1970. A member is told of cases when none had waited
 * before, and again for every week in which they judged nothing while cases wait. Of weeks that passed unnoticed the last alone is told.
 */
export function panelRemindersAt(
  tasks: readonly Pick<StoredTask, 'state' | 'givenAt' | 'submittedAt'>[],
  now: number,
): { due: { kind: PanelReminderKind; at: number }[]; nextAt: number | null } {
  const waiting = tasks.filter(({ state }) => state === 'waiting' || state === 'open');
  if (waiting.length === 0) return { due: [], nextAt: null };
  const given = Math.min(...waiting.map(({ givenAt }) => givenAt.getTime()));
  const answered = Math.max(-Infinity, ...tasks.map(({ submittedAt }) => submittedAt?.getTime() ?? -Infinity));
  const quietSince = Math.max(given, answered);
  const weeks = Math.min(mostWeeks, Math.max(0, Math.floor((now - quietSince) / weekMillis)));
  return {
    due: [
      ...(given > answered ? [{ kind: 'cases-wait' as const, at: given }] : []),
      ...(weeks > 0 ? [{ kind: 'cases-still-wait' as const, at: quietSince + weeks * weekMillis }] : []),
    ],
    nextAt: weeks < mostWeeks ? quietSince + (weeks + 1) * weekMillis : null,
  };
}

const sentences: Record<PanelReminderKind, (title: string) => Letter> = {
  invited: (title) => ({
    subject: 'you are invited to judge cases',
    text: `You are invited to the panel that sets the reference standard of the study "${title}".`,
  }),
  'cases-wait': () => ({
    subject: 'cases wait to be judged by you',
    text: 'Cases of the study wait to be judged by you. Each member judges alone; the reference standard follows when all have spoken.',
  }),
  'cases-still-wait': () => ({
    subject: 'cases still wait to be judged by you',
    text: 'Cases of the study still wait to be judged by you, and you judged none in the last week. If you cannot, please tell the coordinator, who can give your seat to somebody else.',
  }),
};

/** What a message to a member says. */
export const panelLetter = (
  { kind }: Pick<PanelReminder, 'kind'>,
  { title, member, link }: { readonly title: string; readonly member: MemberWithUser; readonly link: string | null },
): Letter => letterTo(member.user.name, title, sentences[kind as PanelReminderKind](title), link);
