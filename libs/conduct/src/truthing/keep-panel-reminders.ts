import type { Page, PageRequest, StudyId, UserId } from '@lectern/contracts';
import type { MemberWithUser, PanelReminder, Transaction, TruthPanel } from '@lectern/records';
import { z } from 'zod';
import type { ConductDeps } from '../deps.js';
import { pageOfList } from '../page.js';
import { protocolOf } from '../reading/seat.js';
import type { PanelReminderView } from '@lectern/contracts';
import { panelLetter, panelRemindersAt, type PanelReminderKind } from './panel-reminders.js';
import { seated } from './seats.js';

const unsent = { sentAt: null, problem: null };

/** The invitation of a member with an address: sent by mail where there is a server, else only the link that the coordinator was given says it. */
export async function keepPanelInvitation(tx: Transaction, memberId: string, email: string | undefined): Promise<void> {
  if (!email) return;
  await tx.truthing.makeReminders([{ memberId, kind: 'invited', dueAt: tx.now, madeAt: tx.now, ...unsent }]);
}

/** Keeps the messages to the members that are due. @returns whether one waits to be sent by mail, and when the next will be due */
export async function keepPanelReminders(
  tx: Transaction,
  panel: TruthPanel,
): Promise<{ waits: boolean; nextAt: number | null }> {
  const standing = await Promise.all(seated(panel).map((member) => keepOf(tx, member)));
  const next = standing.flatMap(({ nextAt }) => nextAt ?? []);
  return { waits: standing.some(({ waits }) => waits), nextAt: next.length > 0 ? Math.min(...next) : null };
}

async function keepOf(
  tx: Transaction,
  { id, user }: MemberWithUser,
): Promise<{ waits: boolean; nextAt: number | null }> {
  const { due, nextAt } = panelRemindersAt(await tx.truthing.tasksOf(id), tx.now.getTime());
  await tx.truthing.makeReminders(
    due.map(({ kind, at }) => ({ memberId: id, kind, dueAt: new Date(at), madeAt: tx.now, ...unsent })),
  );
  const waits = user.email !== null && (await tx.truthing.remindersOf(id)).some(({ sentAt }) => sentAt === null);
  return { waits, nextAt };
}

/** Every message to the panel, sent or to be passed on by hand, in the order in which they were due. */
export async function listPanelReminders(
  { records }: ConductDeps,
  study: StudyId,
  request: PageRequest,
): Promise<Page<PanelReminderView>> {
  const on = records.read;
  const { title } = await protocolOf(on, study);
  const members = (await on.truthing.panelOf(study))?.members ?? [];
  return pageOfList(
    {
      key: z.object({ dueAt: z.coerce.date(), memberId: z.string(), kind: z.string() }),
      keyOf: ({ dueAt, memberId, kind }: PanelReminder) => ({ dueAt, memberId, kind }),
      rows: (seek) => on.truthing.remindersOfStudy(study, seek),
      view: (reminder) => {
        const member = members.find(({ id }) => id === reminder.memberId);
        if (!member) throw new Error(`a reminder for ${reminder.memberId}, who is no member of the panel of ${study}`);
        return {
          ...{ user: member.userId as UserId, name: member.user.name, email: member.user.email },
          kind: reminder.kind as PanelReminderKind,
          dueAt: reminder.dueAt.toISOString(),
          sentAt: reminder.sentAt?.toISOString() ?? null,
          problem: reminder.problem,
          ...panelLetter(reminder, { title, member, link: null }),
        };
      },
    },
    request,
  );
}
