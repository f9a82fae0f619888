import { arrangementOf, plannedSessions, type PlannedSession } from '../session-plan.js';
import type { Schedule, ScheduledCase, ScheduledRead, ScheduleInput } from './schedule.js';

/** A read of the study with its session. */
export interface PlacedRead extends ScheduledRead {
  readonly reader: number;
  readonly session: PlannedSession;
  /** From 1 over all reads of the reader. */
  readonly index: number;
}

/** The reads of every reader in their order, those of training and qualification too. */
export function placedReads(schedule: Schedule, { protocol }: ScheduleInput): Map<number, PlacedRead[]> {
  const planned = plannedSessions(protocol);
  const out = new Map<number, PlacedRead[]>();
  for (const { reader, session, reads } of schedule.sessions) {
    const own = out.get(reader) ?? [];
    for (const read of reads) {
      const known = planned[session - 1];
      if (known) own.push({ ...read, reader, session: known, index: own.length + 1 });
    }
    out.set(reader, own);
  }
  return out;
}

/** First reads of the study's cases, without repeats. */
export const firstReads = (reads: readonly PlacedRead[]): PlacedRead[] =>
  reads.filter(({ session, repetition }) => session.phase === 'study' && repetition === 1);

export const studyCases = ({ cases }: ScheduleInput): ScheduledCase[] =>
  cases.filter(({ purpose }) => purpose === undefined);

/** How many sets a condition is read in: one, or two where Williams squares come in pairs. */
export function tolerance({ protocol }: ScheduleInput): number {
  return arrangementOf(protocol.design).kind === 'crossover' && protocol.conditions.length % 2 === 1 ? 2 : 1;
}

/** The largest difference between the counts of the named groups; a group without a member counts 0. */
export function spread(members: readonly string[], groups: readonly string[]): number {
  const counts = groups.map((group) => members.filter((member) => member === group).length);
  return Math.max(...counts) - Math.min(...counts);
}
