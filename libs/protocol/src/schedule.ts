import type { Protocol } from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import { crossoverSchedule } from './crossover-schedule.js';
import { RANDOM_STREAM } from './random-stream.js';

/** The name of the algorithm that turns a seed into worklists. A change that moves a single read is a new version. */
export const SCHEDULE_GENERATOR = `lectern-schedule/1 ${RANDOM_STREAM}`;

export interface ScheduledCase {
  /** Number of the case in the frozen list, from 1. */
  readonly number: number;
  /** What the randomisation balances, as `positive|Hospital A`. It never leaves the server. */
  readonly stratum: string;
}

export interface ScheduleInput {
  /** Hash of everything frozen before the seed was drawn. */
  readonly freezeHash: string;
  /** Drawn by the server after the freeze hash was known. */
  readonly seed: string;
  /** Numbers of the readers in the roster. */
  readonly readers: readonly number[];
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
  readonly sessions: readonly ScheduledSession[];
}

/** The worklists of a study: a pure function of what was frozen and of the seed. Readers and cases may be given in any order. */
export function deriveSchedule(input: ScheduleInput): Schedule {
  switch (input.protocol.design.kind) {
    case 'crossover':
      return { generator: SCHEDULE_GENERATOR, sessions: crossoverSchedule(input) };
    default:
      throw new RangeError(`No worklists yet for a design of kind ${input.protocol.design.kind}`);
  }
}

export function scheduleHash(schedule: Schedule): string {
  return hashOf(schedule);
}
