/**
 * One read with its duration under one or more rules (e.g. `active` without idle time, `elapsed`), in seconds; null where
 * a rule gives none.
 */
export interface TimedReading {
  readonly reader: string;
  readonly case: string;
  readonly condition: string;
  /** Session of a crossover in which the read took place, e.g. `1` or `2`. */
  readonly period?: string;
  readonly truth?: 0 | 1;
  readonly seconds: Readonly<Record<string, number | null>>;
}

/** A read that the analysis of a rule leaves out, and why. */
export interface FlaggedTime {
  readonly rule: string;
  readonly reader: string;
  readonly case: string;
  readonly condition: string;
  readonly value: number | null;
  readonly reason: 'missing' | 'not a finite number' | 'zero' | 'negative';
}

/** A read whose time has a logarithm. */
export interface UsableRead extends TimedReading {
  readonly value: number;
}

/** Reads in the given conditions, those usable under a rule apart from those that are not. */
export function judgeTimes(
  reads: readonly TimedReading[],
  rule: string,
  conditions: readonly string[],
): { usable: UsableRead[]; flagged: FlaggedTime[] } {
  const usable: UsableRead[] = [];
  const flagged: FlaggedTime[] = [];
  for (const read of reads) {
    if (!conditions.includes(read.condition)) continue;
    const value = read.seconds[rule] ?? null;
    const reason = fault(value);
    if (reason === undefined && value !== null) usable.push({ ...read, value });
    else flagged.push({ rule, reader: read.reader, case: read.case, condition: read.condition, value: Number.isFinite(value) ? value : null, reason: reason ?? 'missing' }); // prettier-ignore
  }
  return { usable, flagged };
}

function fault(value: number | null): FlaggedTime['reason'] | undefined {
  if (value === null) return 'missing';
  if (!Number.isFinite(value)) return 'not a finite number';
  if (value === 0) return 'zero';
  return value < 0 ? 'negative' : undefined;
}
