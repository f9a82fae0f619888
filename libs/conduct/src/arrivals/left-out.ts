import type { ArrivalFailure } from '../conduct.js';

/** Objects of an examination that were turned away for one reason, and how many. */
export type LeftOut = Omit<ArrivalFailure, 'kind'> & { readonly times: number };

/** What was left out so far, and these. */
export function withMore(before: unknown, failures: readonly ArrivalFailure[]): LeftOut[] {
  const counted = new Map((before as LeftOut[]).map((each) => [each.rule, each]));
  for (const { tag, rule, remedy } of failures) {
    const times = (counted.get(rule)?.times ?? 0) + 1;
    counted.set(rule, { tag, rule, remedy, times });
  }
  return [...counted.values()];
}
