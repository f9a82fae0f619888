import type { StudyPhase } from '@lectern/contracts';
import type { Pace } from './pace.js';

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
  /** How many documents of the protocol, in the version that holds, the reader has not signed. */
  readonly unsigned: number;
  /** Null: not read yet, or the protocol asks for none. */
  readonly qualified: boolean | null;
  /** In order of number. */
  readonly sessions: readonly SessionStanding[];
  readonly openRead: string | null;
  /** Session of a read that a coordinator opened again; it comes first, whatever its session's washout. */
  readonly reopenedIn: number | null;
  readonly pace: Pace;
}

export type NextStep =
  | { readonly step: 'not-started' }
  | { readonly step: 'closed' }
  | { readonly step: 'withdrawn' }
  | { readonly step: 'read'; readonly read: string }
  | { readonly step: 'sign' }
  | { readonly step: 'not-qualified' }
  | { readonly step: 'begin'; readonly session: number }
  | { readonly step: 'rest'; readonly until: number }
  | { readonly step: 'stop-for-today'; readonly until: number; readonly reached: 'reads' | 'minutes' }
  | { readonly step: 'wait'; readonly session: number; readonly opensAt: number }
  | { readonly step: 'finished' };

/** What a reader does at `now` (ms since 1970), or waits for. A read that is open is always gone on with. */
export function nextStep(reader: ReaderStanding, now: number): NextStep {
  if (reader.phase === 'draft') return { step: 'not-started' };
  if (reader.phase !== 'reading') return { step: 'closed' };
  if (reader.withdrawn) return { step: 'withdrawn' };
  if (reader.openRead) return { step: 'read', read: reader.openRead };
  if (reader.unsigned > 0) return { step: 'sign' };
  if (reader.reopenedIn !== null) return atPace(reader.pace, reader.reopenedIn);
  if (reader.qualified === false) return { step: 'not-qualified' };
  const due = reader.sessions.find((session) => session.state !== 'finished');
  if (!due) return { step: 'finished' };
  if (due.state === 'open' || (due.opensAt !== null && due.opensAt <= now)) return atPace(reader.pace, due.number);
  if (due.opensAt === null) throw new Error(`session ${due.number} is due but was never given a time to open`);
  return { step: 'wait', session: due.number, opensAt: due.opensAt };
}

function atPace(pace: Pace, session: number): NextStep {
  switch (pace.may) {
    case 'go-on':
      return { step: 'begin', session };
    case 'rest':
      return { step: 'rest', until: pace.until };
    case 'stop-for-today':
      return { step: 'stop-for-today', until: pace.until, reached: pace.reached };
  }
}

const dayMillis = 86_400_000;

/**
 * When a session may open whose cases were last seen at `seenAt`. Counted from the end of the whole session that showed them, so that no case is seen again
 * before its own washout is over.
 */
export function opensAfterWashout(seenAt: number, washoutDays: number): number {
  return seenAt + Math.ceil(washoutDays * dayMillis);
}
