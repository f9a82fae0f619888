import { nextStep, type NextStep, type ReaderStanding, type ReadStanding } from '@lectern/reading';
import type { Repositories, SessionWithCounts, StoredRead } from '@lectern/records';
import type { Seat } from './seat.js';

export interface Standing {
  readonly step: NextStep;
  readonly sessions: readonly SessionWithCounts[];
  readonly open: StoredRead | null;
}

/** Where a reader stands at `now`. */
export async function standingOf(
  on: Repositories,
  { study, reader }: Pick<Seat, 'study' | 'reader'>,
  now: Date,
): Promise<Standing> {
  const sessions = await on.readers.sessionsOf([reader.id]);
  const open = await on.reads.openOf(reader.id);
  const standing: ReaderStanding = {
    phase: study.phase,
    withdrawn: reader.state === 'withdrawn',
    sessions: sessions.map((session) => ({
      ...session,
      opensAt: session.opensAt?.getTime() ?? null,
      finishedAt: session.finishedAt?.getTime() ?? null,
    })),
    openRead: open?.id ?? null,
  };
  return { step: nextStep(standing, now.getTime()), sessions, open };
}

export function readStanding(read: StoredRead, submittedHash: string | null = null): ReadStanding {
  return { state: read.state, lease: read.lease, draftRevision: read.draft?.revision ?? 0, submittedHash };
}
