import type { Page, PageRequest, PersonKind, ReaderId, ReminderView, StudyId } from '@lectern/contracts';
import type { NextStep } from '@lectern/reading';
import type { ReaderWithUser, Reminder, Transaction } from '@lectern/records';
import { z } from 'zod';
import type { ConductDeps } from '../deps.js';
import { letterTo, type Letter } from '../mail/letter.js';
import { pageOfList } from '../page.js';
import { protocolOf, type Seat } from '../reading/seat.js';
import type { Standing } from '../reading/standing.js';

export type ReminderKind = ReminderView['kind'];

const dayMillis = 86_400_000;
/** A wait shorter than this needs no reminders: the page itself says when to come back. */
const shortestWaitMillis = dayMillis;

/** The messages of a reader that are due at `now`, and when the next one will be; instants in ms since 1970. */
export function remindersAt(
  { step, sessions }: Pick<Standing, 'step' | 'sessions'>,
  now: number,
): { due: { kind: ReminderKind; session: number; at: number }[]; nextAt: number | null } {
  const planned = plannedFor(step, sessions);
  const later = planned.filter(({ at }) => at > now).map(({ at }) => at);
  return { due: planned.filter(({ at }) => at <= now), nextAt: later.length > 0 ? Math.min(...later) : null };
}

function plannedFor(
  step: NextStep,
  sessions: Standing['sessions'],
): { kind: ReminderKind; session: number; at: number }[] {
  if (step.step !== 'wait' && step.step !== 'begin') return [];
  const { session } = step;
  const own = sessions.find(({ number }) => number === session);
  const before = sessions.find(({ number }) => number === session - 1)?.finishedAt?.getTime();
  const opensAt = own?.opensAt?.getTime();
  if (!own || own.submitted > 0 || before === undefined || opensAt === undefined) return [];
  if (opensAt - before < shortestWaitMillis) return [];
  const opened = { kind: 'session-open', session, at: opensAt } as const;
  if (step.step === 'begin') return [opened];
  return [
    { kind: 'washout-began', session, at: before },
    { kind: 'session-opens', session, at: opensAt - dayMillis },
    opened,
  ];
}

/** The invitation of a reader with an address: sent, or sent again, by mail where there is a server, else only the link that the coordinator was given says it. */
export async function keepInvitation(
  tx: Transaction,
  reader: string,
  { email, kind }: { readonly email?: string | null | undefined; readonly kind: PersonKind },
): Promise<void> {
  if (!email || kind === 'simulated') return;
  const invited: Reminder = {
    ...{ readerId: reader, session: 0, kind: 'invited', dueAt: tx.now, madeAt: tx.now },
    ...{ sentAt: null, problem: null },
  };
  await tx.readingActs.makeReminders([invited]);
  await tx.readingActs.noteReminder(invited, { sentAt: null, problem: null });
}

/** Keeps the messages that are due. Programs that stand in for readers are sent none. @returns whether one waits to be sent by mail */
export async function keepReminders(tx: Transaction, { reader }: Seat, standing: Standing): Promise<boolean> {
  if (reader.user.kind === 'simulated') return false;
  const { due } = remindersAt(standing, tx.now.getTime());
  const rows = due.map(({ kind, session, at }): Reminder => ({
    ...{ readerId: reader.id, session, kind, dueAt: new Date(at), madeAt: tx.now },
    ...{ sentAt: null, problem: null },
  }));
  await tx.readingActs.makeReminders(rows);
  if (!reader.user.email) return false;
  return (await tx.readingActs.remindersOf(reader.id)).some(({ sentAt }) => sentAt === null);
}

/** What a message says, with dates as the reader's clock shows them. */
export function messageOf(
  { kind, session, dueAt }: Pick<Reminder, 'kind' | 'session' | 'dueAt'>,
  {
    title,
    opensAt,
    reader,
    link,
  }: { title: string; opensAt: Date | null; reader: ReaderWithUser; link: string | null },
): Letter {
  const date = dateIn(opensAt ?? dueAt, reader.timeZone);
  const sentences: Record<ReminderKind, [string, string]> = {
    invited: ['you are invited to read', `You are invited as a reader of the study "${title}".`],
    'washout-began': [
      `session ${session} opens on ${date}`,
      `Thank you: your session is complete. The next one opens on ${date}. Until then no case can be read.`,
    ],
    'session-opens': [`session ${session} opens on ${date}`, `Your next session opens on ${date}.`],
    'session-open': [`session ${session} is open`, `Your next session has been open since ${date}.`],
  };
  const [subject, text] = sentences[kind as ReminderKind];
  return letterTo(reader.user.name, title, { subject, text }, link);
}

function dateIn(instant: Date, timeZone: string | null): string {
  const zone = timeZone ?? 'UTC';
  const text = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'full', timeStyle: 'short' }).format(
    instant,
  );
  return `${text} (${zone})`;
}

/** Every message of a study, sent or to be passed on by hand, in the order in which they were due. */
export async function listReminders(
  { records }: ConductDeps,
  study: StudyId,
  request: PageRequest,
): Promise<Page<ReminderView>> {
  const on = records.read;
  const { title } = await protocolOf(on, study);
  const readers = await on.readers.ofStudy(study);
  const sessions = await on.readers.sessionsOf(readers.map(({ id }) => id));
  return pageOfList(
    {
      key: z.object({ dueAt: z.coerce.date(), readerId: z.string(), session: z.int(), kind: z.string() }),
      keyOf: ({ dueAt, readerId, session, kind }: Reminder) => ({ dueAt, readerId, session, kind }),
      rows: (seek) => on.readingActs.remindersOfStudy(study, seek),
      view: (reminder) => {
        const reader = readers.find(({ id }) => id === reminder.readerId);
        if (!reader) throw new Error(`a reminder for ${reminder.readerId}, who is no reader of ${study}`);
        const own = sessions.find(({ readerId, number }) => readerId === reader.id && number === reminder.session);
        return {
          reader: reader.id as ReaderId,
          name: reader.user.name,
          email: reader.user.email,
          kind: reminder.kind as ReminderKind,
          session: reminder.session,
          dueAt: reminder.dueAt.toISOString(),
          sentAt: reminder.sentAt?.toISOString() ?? null,
          problem: reminder.problem,
          ...messageOf(reminder, { title, opensAt: own?.opensAt ?? null, reader, link: null }),
        };
      },
    },
    request,
  );
}
