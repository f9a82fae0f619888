import type { Protocol } from '@lectern/contracts';
import { washoutBefore } from '@lectern/protocol';
import { opensAfterWashout } from '@lectern/reading';
import type { SessionWithCounts } from '@lectern/records';

/**
 * When a session may open by the protocol that holds now (ms since 1970): at once after the one before it, or when the washout is over since its cases were last
 * seen, a read that was opened again included. Null while the session before it is not finished.
 */
export function opensAt(protocol: Protocol, sessions: readonly SessionWithCounts[], number: number): number | null {
  const session = (n: number): SessionWithCounts | undefined => sessions.find((each) => each.number === n);
  const before = session(number - 1);
  if (!before) return session(number)?.opensAt?.getTime() ?? null;
  if (before.state !== 'finished' || !before.finishedAt) return null;
  const wait = washoutBefore(protocol, number);
  const shown = wait && session(wait.afterSession);
  if (!wait || !shown?.finishedAt) return before.finishedAt.getTime();
  const seenAt = Math.max(shown.finishedAt.getTime(), shown.lastReadAt?.getTime() ?? 0);
  return Math.max(before.finishedAt.getTime(), opensAfterWashout(seenAt, wait.days));
}

/**
 * When the cases of a session may be seen again by the protocol that holds now (ms since 1970), whether or not it has begun since; reads that were opened again
 * later do not count against it. Null where no washout lies before it.
 */
export function washoutEndsAt(
  protocol: Protocol,
  sessions: readonly SessionWithCounts[],
  number: number,
): number | null {
  const wait = washoutBefore(protocol, number);
  const shown = sessions.find((each) => each.number === wait?.afterSession);
  return wait && shown?.finishedAt ? opensAfterWashout(shown.finishedAt.getTime(), wait.days) : null;
}
