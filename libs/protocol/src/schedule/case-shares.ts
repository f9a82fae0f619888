import type { Design } from '@lectern/contracts';
import type { Place } from './places.js';
import type { RandomStream } from './random-stream.js';
import type { ScheduledCase } from './schedule.js';
import { dealt, evenlySpread } from './stratified.js';

/** The cases of one place, and a name that places with the same cases share. */
export interface CaseShare {
  readonly cases: readonly ScheduledCase[];
  readonly name: string;
}

/**
 * Which cases each place reads: all, those of its plot, or as many as the protocol says, so that each case is read equally often, give or take one, and
 * every share has its part of each stratum to within less than two.
 */
export function caseShares(
  cases: readonly ScheduledCase[],
  design: Design,
  stream: (purpose: string) => RandomStream,
): (place: Place) => CaseShare {
  if (design.kind === 'split-plot') {
    const plots = dealt(cases, design.plots, stream('plots'));
    return ({ plot }) => ({ cases: plots[plot] as ScheduledCase[], name: `plot ${plot + 1}` });
  }
  const share = design.casesPerReader;
  if (share === undefined || share >= cases.length) return () => ({ cases, name: 'all' });
  const round = evenlySpread(cases, stream('shares'));
  return ({ index }) => {
    const own = Array.from({ length: share }, (_, i) => round[(index * share + i) % round.length] as ScheduledCase);
    return { cases: own, name: `place ${index}` };
  };
}
