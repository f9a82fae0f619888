import type { Schedule, ScheduledCase } from './schedule.js';

export interface BalanceRow {
  readonly session: number;
  readonly condition: string;
  readonly stratum: string;
  readonly reads: number;
}

/** How many reads each session, condition and stratum has, over all readers: what the randomisation promised, counted. */
export function balanceOf(schedule: Schedule, cases: readonly ScheduledCase[]): BalanceRow[] {
  const stratumOf = new Map(cases.map(({ number, stratum }) => [number, stratum]));
  const counts = new Map<string, BalanceRow>();
  for (const { session, reads } of schedule.sessions) {
    for (const read of reads) {
      const stratum = stratumOf.get(read.case);
      if (stratum === undefined) throw new RangeError(`The schedule names case ${read.case}, which is not in the list`);
      const key = JSON.stringify([session, read.condition, stratum]);
      const row = counts.get(key) ?? { session, condition: read.condition, stratum, reads: 0 };
      counts.set(key, { ...row, reads: row.reads + 1 });
    }
  }
  return [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
