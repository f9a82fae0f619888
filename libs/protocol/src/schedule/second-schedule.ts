import { plannedSessions } from '../session-plan.js';
import { arrangedCases } from './arrangement.js';
import { caseShares } from './case-shares.js';
import { placesOf } from './places.js';
import { RandomStream } from './random-stream.js';
import { ReaderWorklists } from './reader-worklists.js';
import type { ScheduledSession, ScheduleInput } from './schedule.js';

/**
 * Generator 2, for every design. Readers get places, places get cases, cases get conditions and sessions, sessions get an order; each step draws from a stream
 * of its own, so that the order of a replacement changes nothing for anybody else.
 */
export function secondSchedule(input: ScheduleInput): ScheduledSession[] {
  const { freezeHash, seed, protocol } = input;
  const stream = (purpose: string): RandomStream => new RandomStream(`${freezeHash}\n${seed}\n${purpose}`);
  const cases = [...input.cases].sort((a, b) => a.number - b.number);
  const readers = [...input.readers].sort((a, b) => a.number - b.number);
  const places = placesOf(readers, protocol, stream);
  const shareOf = caseShares(
    cases.filter(({ purpose }) => purpose === undefined),
    protocol.design,
    stream,
  );
  const planned = plannedSessions(protocol);
  return places.flatMap((place) => {
    const arranged = arrangedCases(protocol, place, shareOf(place), stream);
    const worklists = new ReaderWorklists({ protocol, place, arranged, cases, stream });
    return planned.map((session) => worklists.next(session));
  });
}
