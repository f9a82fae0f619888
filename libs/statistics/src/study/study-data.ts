import type { Protocol, ReadRow } from '@lectern/contracts';
import { mrmcData, type MrmcData } from '../data/index.js';

type Endpoint = Protocol['analysis']['endpoints'][number];

/** An endpoint of the plan with the question that it is computed from (null for time). */
export interface PlannedEndpoint {
  readonly endpoint: Endpoint;
  readonly question: string | null;
}

/** The reads of a locked study and what the plan says of them. */
export interface StudyData {
  readonly rows: readonly ReadRow[];
  /** Condition ids; `from` and `to` are two of them. */
  readonly conditions: readonly string[];
  readonly comparison: { readonly from: string; readonly to: string };
  readonly alpha: number;
  readonly primaryTime: 'active' | 'elapsed';
  readonly endpoints: readonly PlannedEndpoint[];
}

/** The two conditions compared, the later first, so that a difference of the first minus the second is `to - from`. */
export function comparedReads(data: StudyData): ReadRow[] {
  const { from, to } = data.comparison;
  const of = (condition: string): ReadRow[] =>
    data.rows.filter((row) => row.condition === condition && row.repetition === 1);
  return [...of(to), ...of(from)];
}

/** Ratings of the reads that answered a question: a number as it is, a decision as 1 (present) or 0. */
export function ratingsOf(rows: readonly ReadRow[], question: string): MrmcData | null {
  const rated = rows.flatMap((row) => {
    const rating = numberOf(row.answers[question]);
    return rating === null
      ? []
      : [{ reader: `${row.reader}`, treatment: row.condition, case: `${row.case}`, positive: row.truth, rating }];
  });
  return rated.length > 0 ? mrmcData(rated) : null;
}

export function numberOf(answer: unknown): number | null {
  if (answer === 'present') return 1;
  if (answer === 'absent') return 0;
  return typeof answer === 'number' && Number.isFinite(answer) ? answer : null;
}

/** Seconds of a read by the plan's primary time; null where it was not measured. */
export function secondsOf(row: ReadRow, time: StudyData['primaryTime']): number | null {
  const seconds = time === 'active' ? row.activeSeconds : row.elapsedSeconds;
  return seconds !== null && seconds > 0 ? seconds : null;
}
