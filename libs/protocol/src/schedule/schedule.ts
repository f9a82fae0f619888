import type { Protocol } from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import { firstCrossoverSchedule } from './first-crossover.js';
import { RANDOM_STREAM } from './random-stream.js';
import { secondSchedule } from './second-schedule.js';

/**
 * The names of the algorithms that turn a seed into worklists, the newest last. A change that moves a single read is a new version; the older ones stay, so that
 * studies frozen under them can be derived again.
 */
export const scheduleGenerators = [
  `lectern-schedule/1 ${RANDOM_STREAM}`,
  `lectern-schedule/2 ${RANDOM_STREAM}`,
] as const;
export type ScheduleGenerator = (typeof scheduleGenerators)[number];
export const SCHEDULE_GENERATOR: ScheduleGenerator = `lectern-schedule/2 ${RANDOM_STREAM}`;

export interface ScheduledCase {
  /** Number of the case in the frozen list, from 1. */
  readonly number: number;
  /** What the randomisation balances, as `positive|Hospital A`. It never leaves the server before the lock. */
  readonly stratum: string;
  /** Absent: a case of the study. */
  readonly purpose?: 'training' | 'qualification';
}

export interface ScheduledReader {
  /** Number of the reader in the roster. */
  readonly number: number;
  /** Of the protocol's strata of readers, if it has any. */
  readonly stratum?: string;
  /** The reader who dropped out and whose place this one takes. */
  readonly replaces?: number;
}

export interface ScheduleInput {
  /** Hash of everything frozen before the seed was drawn. */
  readonly freezeHash: string;
  /** Drawn by the server after the freeze hash was known. */
  readonly seed: string;
  readonly readers: readonly ScheduledReader[];
  readonly cases: readonly ScheduledCase[];
  readonly protocol: Protocol;
}

export interface ScheduledRead {
  /** From 1 within the session. */
  readonly position: number;
  readonly case: number;
  /** The condition in which it is opened. */
  readonly condition: string;
  /** Of a read in stages: all its conditions in the order in which they are revealed, `condition` being the first. */
  readonly stages?: readonly string[];
  /** From 1 within the session; a pause is offered between blocks. */
  readonly block: number;
  /** From 1: how often this reader has read this case in this condition (in these stages). */
  readonly repetition: number;
}

export interface ScheduledSession {
  readonly reader: number;
  readonly session: number;
  /** Absent: a session of the study itself. */
  readonly phase?: 'training' | 'qualification';
  readonly reads: readonly ScheduledRead[];
}

export interface Schedule {
  readonly generator: string;
  /** By reader, then session. */
  readonly sessions: readonly ScheduledSession[];
}

/** A study names a generator that this version does not have. */
export class UnknownGenerator extends Error {
  override readonly name = 'UnknownGenerator';
  constructor(generator: string) {
    super(`There is no generator '${generator}'; this version has ${scheduleGenerators.join(', ')}`);
  }
}

/**
 * The worklists of a study: a pure function of what was frozen and of the seed. Readers and cases may be given in any order.
 *
 * @param generator the one that the study was frozen under
 * @throws UnknownGenerator, and RangeError for a reader who replaces nobody of the roster
 */
export function deriveSchedule(input: ScheduleInput, generator: string = SCHEDULE_GENERATOR): Schedule {
  switch (generator) {
    case scheduleGenerators[0]:
      return { generator, sessions: firstCrossoverSchedule(input) };
    case scheduleGenerators[1]:
      return { generator, sessions: secondSchedule(input) };
    default:
      throw new UnknownGenerator(generator);
  }
}

export function scheduleHash(schedule: Schedule): string {
  return hashOf(schedule);
}
