import type { ReaderId, StudyId } from '@lectern/contracts';
import type { PanelReminder, Reminder, Transaction } from '@lectern/records';
import type { MailActivities } from '@lectern/workflows';
import type { Letter } from '../mail/letter.js';
import { messageOf } from '../readers/reminders.js';
import { protocolOf } from '../reading/seat.js';
import { issueLink } from '../sign-in/sign-in-link.js';
import { panelLetter } from '../truthing/panel-reminders.js';
import { seated } from '../truthing/seats.js';
import type { ActivityDeps } from './activity-deps.js';

/** Messages to readers and members of panels by mail. */
export function mailActivities(deps: ActivityDeps): MailActivities {
  return {
    sendReminders: (reader) => sendReminders(deps, reader),
    sendPanelReminders: (study) => sendPanelReminders(deps, study),
  };
}

/** What becomes of a message: its text, made as it is sent, and the note of how that went. */
interface Outgoing {
  readonly study: string;
  readonly to: string;
  readonly compose: (tx: Transaction) => Promise<Letter>;
  readonly note: (tx: Transaction, outcome: { sentAt: Date | null; problem: string | null }) => Promise<void>;
}

/** Each is noted as sent once the server has accepted it, so that an attempt after a failure goes on with the next. */
async function send({ records, mailer }: ActivityDeps, { study, to, compose, note }: Outgoing): Promise<void> {
  if (!mailer) return;
  const letter = await records.transaction(compose);
  const outcome = await mailer.send({ to, ...letter }).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  await records.transaction(async (tx) => {
    await note(tx, { sentAt: outcome ? null : tx.now, problem: outcome?.message ?? null });
    await tx.outbox.announce(study);
  });
  if (outcome) throw outcome;
}

/** A reader who left is sent none. */
async function sendReminders(deps: ActivityDeps, id: ReaderId): Promise<void> {
  const { readers, readingActs } = deps.records.read;
  const reader = await readers.find(id);
  if (!deps.mailer || !reader?.user.email || reader.state === 'withdrawn') return;
  const waiting = (await readingActs.remindersOf(id)).filter(({ sentAt }) => sentAt === null);
  for (const reminder of waiting)
    await send(deps, {
      study: reader.studyId,
      to: reader.user.email,
      compose: (tx) => readersLetter(tx, deps, reminder),
      note: (tx, outcome) => tx.readingActs.noteReminder(reminder, outcome),
    });
}

async function readersLetter(tx: Transaction, deps: ActivityDeps, reminder: Reminder): Promise<Letter> {
  const reader = await tx.readers.find(reminder.readerId);
  if (!reader) throw new Error('a reminder of nobody');
  const { title } = await protocolOf(tx, reader.studyId as StudyId);
  const session = (await tx.readers.sessionsOf([reader.id])).find(({ number }) => number === reminder.session);
  const link = await freshLink(tx, deps, reader.userId);
  return messageOf(reminder, { title, opensAt: session?.opensAt ?? null, reader, link });
}

/** Nobody who left, and nobody once the panel is closed, is sent one. What one address refuses keeps no other from theirs. */
async function sendPanelReminders(deps: ActivityDeps, study: StudyId): Promise<void> {
  const panel = await deps.records.read.truthing.panelOf(study);
  if (!deps.mailer || !panel || panel.closedAt) return;
  const failures: unknown[] = [];
  for (const member of seated(panel)) await sendToMember(deps, member).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function sendToMember(deps: ActivityDeps, member: ReturnType<typeof seated>[number]): Promise<void> {
  const { id, studyId, user } = member;
  if (!user.email) return;
  const waiting = (await deps.records.read.truthing.remindersOf(id)).filter(({ sentAt }) => sentAt === null);
  const compose = async (tx: Transaction, reminder: PanelReminder): Promise<Letter> => {
    const { title } = await protocolOf(tx, studyId as StudyId);
    return panelLetter(reminder, { title, member, link: await freshLink(tx, deps, user.id) });
  };
  for (const reminder of waiting)
    await send(deps, {
      study: studyId,
      to: user.email,
      compose: (tx) => compose(tx, reminder),
      note: (tx, outcome) => tx.truthing.noteReminder(reminder, outcome),
    });
}

/** The sign-in of weeks ago has ended: a link is made as a message is sent, and kept nowhere but as its hash. Null where nobody said under which address Lectern is reached. */
async function freshLink(tx: Transaction, deps: ActivityDeps, user: string): Promise<string | null> {
  if (!deps.publicUrl) return null;
  return `${deps.publicUrl}/sign-in#token=${(await issueLink(tx, deps, user, null)).token}`;
}
