/** How fast a reader may go, as the protocol says it; what is absent is not limited. */
export interface PaceRules {
  readonly readsPerDay?: number | undefined;
  /** Active minutes. */
  readonly minutesPerDay?: number | undefined;
  /** Active minutes at a stretch after which a break is due. */
  readonly breakAfterMinutes?: number | undefined;
  readonly breakMinutes?: number | undefined;
}

/** A submitted answer; instants in ms since 1970. `completes`: it was that of the last stage. */
export interface DoneAnswer {
  readonly startedAt: number;
  readonly submittedAt: number;
  readonly activeMillis: number;
  readonly completes: boolean;
}

/** The reader's day, in their time zone. */
export interface Day {
  readonly startsAt: number;
  readonly endsAt: number;
}

export type Pace =
  | { readonly may: 'go-on' }
  | { readonly may: 'rest'; readonly until: number }
  | { readonly may: 'stop-for-today'; readonly until: number; readonly reached: 'reads' | 'minutes' };

/** A break lasts this long where the protocol does not say. */
export const usualBreakMinutes = 10;
const minute = 60_000;

/**
 * Whether another read may be opened now. A quota counts what was submitted today, a stretch is what was read without a pause as long as a break. A read that is
 * open is never cut off: it may end beyond a limit.
 *
 * @param done in any order; of the last two days at least
 */
export function paceOf(rules: PaceRules, done: readonly DoneAnswer[], day: Day, now: number): Pace {
  const today = done.filter(({ submittedAt }) => submittedAt >= day.startsAt && submittedAt < day.endsAt);
  const reads = today.filter(({ completes }) => completes).length;
  if (rules.readsPerDay !== undefined && reads >= rules.readsPerDay)
    return { may: 'stop-for-today', until: day.endsAt, reached: 'reads' };
  if (rules.minutesPerDay !== undefined && activeOf(today) >= rules.minutesPerDay * minute)
    return { may: 'stop-for-today', until: day.endsAt, reached: 'minutes' };
  const until = restUntil(rules, done);
  return until > now ? { may: 'rest', until } : { may: 'go-on' };
}

/** When the break that is due ends; 0 where none is. */
function restUntil(
  { breakAfterMinutes, breakMinutes = usualBreakMinutes }: PaceRules,
  done: readonly DoneAnswer[],
): number {
  if (breakAfterMinutes === undefined) return 0;
  const newestFirst = [...done].sort((a, b) => b.submittedAt - a.submittedAt);
  const pause = newestFirst.findIndex(
    ({ startedAt }, index) => startedAt - (newestFirst[index + 1]?.submittedAt ?? -Infinity) >= breakMinutes * minute,
  );
  const stretch = pause < 0 ? newestFirst : newestFirst.slice(0, pause + 1);
  const [last] = stretch;
  if (!last || activeOf(stretch) < breakAfterMinutes * minute) return 0;
  return last.submittedAt + breakMinutes * minute;
}

function activeOf(answers: readonly DoneAnswer[]): number {
  return answers.reduce((sum, { activeMillis }) => sum + activeMillis, 0);
}
