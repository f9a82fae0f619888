import type { StudyPhase } from '@lectern/contracts';

/** A session as its rules see it; instants in ms since 1970. `opensAt` is null until the session before it is finished. */
export interface SessionStanding {
  readonly number: number;
  readonly state: 'waiting' | 'open' | 'finished';
  readonly opensAt: number | null;
  readonly finishedAt: number | null;
  readonly planned: number;
  readonly submitted: number;
}

export interface ReaderStanding {
  readonly phase: StudyPhase;
  readonly withdrawn: boolean;
  /** In order of number. */
  readonly sessions: readonly SessionStanding[];
  readonly openRead: string | null;
}

export type NextStep =
  | { readonly step: 'not-started' }
  | { readonly step: 'read'; readonly read: string }
  | { readonly step: 'begin'; readonly session: number }
  | { readonly step: 'wait'; readonly session: number; readonly opensAt: number }
  | { readonly step: 'finished' }
  | { readonly step: 'closed' };

/** What a reader does at `now` (ms since 1970), or waits for. */
export function nextStep(reader: ReaderStanding, now: number): NextStep {
  if (reader.phase === 'draft') return { step: 'not-started' };
  if (reader.phase !== 'reading' || reader.withdrawn) return { step: 'closed' };
  if (reader.openRead) return { step: 'read', read: reader.openRead };
  const due = reader.sessions.find((session) => session.state !== 'finished');
  if (!due) return { step: 'finished' };
  if (due.state === 'open' || (due.opensAt !== null && due.opensAt <= now))
    return { step: 'begin', session: due.number };
  if (due.opensAt === null) throw new Error(`session ${due.number} is due but was never given a time to open`);
  return { step: 'wait', session: due.number, opensAt: due.opensAt };
}

const dayMillis = 86_400_000;

/**
 * When the session after one that ended at `finishedAt` may open. Counted from the end of the whole session, so that no case is seen again
 * before its own washout is over.
 */
export function opensAfterWashout(finishedAt: number, washoutDays: number): number {
  return finishedAt + Math.ceil(washoutDays * dayMillis);
}
