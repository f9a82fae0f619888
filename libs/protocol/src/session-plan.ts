import type { Design, Protocol } from '@lectern/contracts';

/** What a session is for. Reads of training and qualification never enter the analysis. */
export type SessionPhase = 'training' | 'qualification' | 'study';

/** One session of every reader, before it is known which reads it has. */
export interface PlannedSession {
  /** From 1, in the order in which they are read. */
  readonly number: number;
  readonly phase: SessionPhase;
  /**
   * From 1; 0 for training and qualification. Sessions of one period have no case in common; those of a later period show the same cases again, so that
   * a washout lies between.
   */
  readonly period: number;
  /** From 1 within the period: what is read in part p of one period is read in part p of the next. */
  readonly part: number;
  /** Reads again, for the agreement of readers with themselves, what was read before in the same condition. */
  readonly repeats: boolean;
}

type SplitPlot = Extract<Design, { kind: 'split-plot' }>;
type Within = SplitPlot['within'] & Omit<SplitPlot, 'kind' | 'plots' | 'within'> & { casesPerReader?: undefined };

/** How the cases of a reader are read: the design itself, of a split-plot design the one within its plots. */
export type Arrangement = Exclude<Design, SplitPlot> | Within;

export function arrangementOf(design: Design): Arrangement {
  if (design.kind !== 'split-plot') return design;
  const { kind: _, plots: __, within, ...shared } = design;
  return { ...shared, ...within };
}

export interface Washout {
  readonly days: number;
  readonly justification?: string | undefined;
}

/** A washout shorter than this needs a written justification (days). */
export const DEFAULT_WASHOUT_DAYS = 28;

/** Between the periods of a crossover; null where a design shows no case twice. */
export function washoutOf(design: Design): Washout | null {
  const arrangement = arrangementOf(design);
  return arrangement.kind === 'crossover' ? arrangement.washout : null;
}

/** Before the sessions that repeat earlier reads; null where there are none. */
export function repeatsWashoutOf(design: Design): Washout | null {
  if (design.repeats?.place !== 'own-sessions') return null;
  return design.repeats.washout ?? washoutOf(design) ?? { days: DEFAULT_WASHOUT_DAYS };
}

/** How often the cases of a reader come round: once a condition in a crossover, else once. */
export function periodsOf({ design, conditions }: Pick<Protocol, 'design' | 'conditions'>): number {
  return arrangementOf(design).kind === 'crossover' ? conditions.length : 1;
}

/** The conditions in which a crossover repeats reads; one unnamed round in every other design. */
function repeatRounds({ design, conditions }: Pick<Protocol, 'design' | 'conditions'>): number {
  if (design.repeats?.place !== 'own-sessions') return 0;
  if (arrangementOf(design).kind !== 'crossover') return 1;
  return design.repeats.conditions?.length ?? conditions.length;
}

/** The sessions of every reader: training, qualification, those of the design, repeats. Their numbers are those of the worklists. */
export function plannedSessions(protocol: Protocol): PlannedSession[] {
  const { design, training, qualification } = protocol;
  const periods = periodsOf(protocol);
  const parts = Math.floor(design.sessions / periods);
  const sessions: Omit<PlannedSession, 'number'>[] = [];
  if (training) sessions.push({ phase: 'training', period: 0, part: 1, repeats: false });
  if (qualification) sessions.push({ phase: 'qualification', period: 0, part: 1, repeats: false });
  for (let period = 1; period <= periods; period++)
    for (let part = 1; part <= parts; part++) sessions.push({ phase: 'study', period, part, repeats: false });
  for (let round = 1; round <= repeatRounds(protocol); round++)
    sessions.push({ phase: 'study', period: periods + round, part: 1, repeats: true });
  return sessions.map((session, index) => ({ number: index + 1, ...session }));
}

/**
 * What a session waits for besides the end of the one before it: so many days after the end of an earlier one, which showed the same cases. Null where it
 * shows no case for a second time.
 *
 * @throws RangeError if there is no such session
 */
export function washoutBefore(
  protocol: Protocol,
  number: number,
): { readonly afterSession: number; readonly days: number } | null {
  const sessions = plannedSessions(protocol);
  const session = sessions[number - 1];
  if (!session) throw new RangeError(`The protocol has no session ${number}`);
  if (session.phase !== 'study' || session.period === 1) return null;
  const washout = session.repeats ? repeatsWashoutOf(protocol.design) : washoutOf(protocol.design);
  const before = sessions.findLast(
    ({ number: n, period, part }) =>
      n < number && period === session.period - 1 && (session.repeats || part === session.part),
  );
  return washout && before ? { afterSession: before.number, days: washout.days } : null;
}
