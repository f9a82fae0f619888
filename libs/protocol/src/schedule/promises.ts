import { balancePromises } from './promises-of-balance.js';
import { readingPromises } from './promises-of-reading.js';
import type { Schedule, ScheduleInput } from './schedule.js';

/**
 * What a design promises, counted in its worklists without a look at how they were made: which reads there are, how far apart, and how evenly conditions,
 * strata, cases and readers are spread. Empty where every promise is kept.
 */
export function brokenPromises(schedule: Schedule, input: ScheduleInput): string[] {
  return [...readingPromises(schedule, input), ...balancePromises(schedule, input)];
}
