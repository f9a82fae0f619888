import type { ReaderId } from '@lectern/contracts';
import type { Reminder } from '@lectern/records';
import type { MailActivities } from '@lectern/workflows';
import { messageOf } from '../readers/reminders.js';
import { protocolOf } from '../reading/seat.js';
import { issueLink } from '../sign-in/sign-in-link.js';
import type { ActivityDeps } from './activity-deps.js';

/** Messages to readers by mail. */
export function mailActivities(deps: ActivityDeps): MailActivities {
  return { sendReminders: (reader) => sendReminders(deps, reader) };
}

/** Each is noted as sent once the server has accepted it, so that an attempt after a failure goes on with the next. A reader who left is sent none. */
async function sendReminders(deps: ActivityDeps, id: ReaderId): Promise<void> {
  const { records, mailer } = deps;
  if (!mailer) return;
  const reader = await records.read.readers.find(id);
  if (!reader?.user.email || reader.state === 'withdrawn') return;
  const waiting = (await records.read.readingActs.remindersOf(id)).filter(({ sentAt }) => sentAt === null);
  for (const reminder of waiting) {
    const message = await composed(deps, reminder);
    const outcome = await mailer.send({ to: reader.user.email, ...message }).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    await records.transaction(async (tx) => {
      const sentAt = outcome ? null : tx.now;
      await tx.readingActs.noteReminder(reminder, { sentAt, problem: outcome?.message ?? null });
      await tx.outbox.announce(reader.studyId);
    });
    if (outcome) throw outcome;
  }
}

/** With a fresh link, since the sign-in of weeks ago has ended: made as it is sent, and kept nowhere but as its hash. */
async function composed(deps: ActivityDeps, reminder: Reminder): Promise<{ subject: string; text: string }> {
  return deps.records.transaction(async (tx) => {
    const reader = await tx.readers.find(reminder.readerId);
    if (!reader) throw new Error('a reminder of nobody');
    const { title } = await protocolOf(tx, reader.studyId as Parameters<typeof protocolOf>[1]);
    const session = (await tx.readers.sessionsOf([reader.id])).find(({ number }) => number === reminder.session);
    const link = deps.publicUrl
      ? `${deps.publicUrl}/sign-in#token=${(await issueLink(tx, deps, reader.userId, null)).token}`
      : null;
    return messageOf(reminder, { title, opensAt: session?.opensAt ?? null, reader, link });
  });
}
