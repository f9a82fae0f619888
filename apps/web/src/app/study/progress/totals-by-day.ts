import type { Oversight } from '@lectern/contracts';

export interface DayTotal {
  /** `2026-03-12` */
  readonly date: string;
  readonly submitted: number;
}

const dayMillis = 86_400_000;

/** Reads of all readers by day, from the first day with a read to the last; a day without one is there with 0. */
export function totalsByDay(days: Oversight['days']): DayTotal[] {
  const totals = new Map<string, number>();
  for (const { date, submitted } of days) totals.set(date, (totals.get(date) ?? 0) + submitted);
  const instants = [...totals.keys()].map((date) => Date.parse(date));
  if (instants.length === 0) return [];
  const first = Math.min(...instants);
  const count = (Math.max(...instants) - first) / dayMillis + 1;
  return Array.from({ length: count }, (_, index) => {
    const date = new Date(first + index * dayMillis).toISOString().slice(0, 10);
    return { date, submitted: totals.get(date) ?? 0 };
  });
}
