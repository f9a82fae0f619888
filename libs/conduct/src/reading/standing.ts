import type { DocumentToSign, Protocol } from '@lectern/contracts';
import { nextStep, paceOf, type NextStep, type Pace, type ReadStanding } from '@lectern/reading';
import type { ReaderWithUser, Repositories, SessionWithCounts, StoredRead } from '@lectern/records';
import { unsignedBy } from './documents.js';
import { opensAt } from './opens-at.js';
import { dayOf } from './reader-day.js';
import type { Seat } from './seat.js';

export interface Standing {
  readonly step: NextStep;
  readonly sessions: readonly SessionWithCounts[];
  readonly open: StoredRead | null;
  readonly unsigned: readonly DocumentToSign[];
}

/** Where a reader stands at `now`, by the record and the protocol that holds: nothing here waits for the conductor. */
export async function standingOf(on: Repositories, { study, protocol, reader }: Seat, now: Date): Promise<Standing> {
  const stored = await on.readers.sessionsOf([reader.id]);
  const open = await on.reads.openOf(reader.id);
  const unsigned = unsignedBy(protocol, await on.readingActs.signaturesOf(reader.id));
  const reopened = await on.reads.reopenedOf(reader.id);
  const sessions = stored.map((session) => ({ ...session, opensAt: dateOf(openingOf(protocol, stored, session)) }));
  const step = nextStep(
    {
      phase: study.phase,
      withdrawn: reader.state === 'withdrawn',
      unsigned: unsigned.length,
      qualified: reader.qualified,
      sessions: sessions.map((session) => ({
        ...session,
        opensAt: session.opensAt?.getTime() ?? null,
        finishedAt: session.finishedAt?.getTime() ?? null,
      })),
      openRead: open?.id ?? null,
      reopenedIn: reopened?.session.number ?? null,
      pace: await readerPace(on, protocol, reader, now),
    },
    now.getTime(),
  );
  return { step, sessions, open, unsigned };
}

function openingOf(protocol: Protocol, sessions: readonly SessionWithCounts[], session: SessionWithCounts) {
  return session.state === 'waiting' ? opensAt(protocol, sessions, session.number) : session.opensAt?.getTime();
}

const dateOf = (millis: number | null | undefined): Date | null => (millis == null ? null : new Date(millis));

/** Longer than any day and stretch that a limit looks back on. */
const lookBackMillis = 3 * 86_400_000;

async function readerPace(on: Repositories, protocol: Protocol, reader: ReaderWithUser, now: Date): Promise<Pace> {
  if (!protocol.pace) return { may: 'go-on' };
  const done = await on.submissions.latelyOf(reader.id, new Date(now.getTime() - lookBackMillis));
  return paceOf(protocol.pace, done, dayOf(now, reader.timeZone), now.getTime());
}

/** The condition of the stage that is shown. */
export function shownCondition({
  stages,
  stage,
  condition,
}: Pick<StoredRead, 'stages' | 'stage' | 'condition'>): string {
  return stages[stage - 1] ?? condition;
}

export function readStanding(read: StoredRead, submittedHash: string | null = null): ReadStanding {
  const { state, lease, stage } = read;
  const stages = Math.max(read.stages.length, 1);
  return { state, lease, stage, stages, draftRevision: read.draft?.revision ?? 0, submittedHash };
}
