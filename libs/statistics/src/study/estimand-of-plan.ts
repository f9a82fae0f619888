import type { AnalysisSetResult, ReadRow } from '@lectern/contracts';
import { mrmcData, type MrmcData } from '../data/index.js';
import {
  analysisSet,
  type AnalysisSet,
  type AssignedRead,
  type Estimand,
  type RatingScale,
} from '../estimands/index.js';
import { numberOf, patientOf, readsIn, type EndpointContext, type StudyReads } from './study-data.js';

/** What an endpoint on decisions or ratings analyses, by the plan's estimand. */
export interface EndpointReads {
  readonly assigned: readonly AssignedRead[];
  readonly estimand: Estimand;
  readonly set: AnalysisSetResult;
  /** Null where no read is left. */
  readonly data: MrmcData | null;
}

const LEAVE_OUT = { missing: 'leave-out', excused: 'leave-out', 'technical-failure': 'leave-out' } as const;

/** The reads of these conditions, in their order; null where one of them was not assigned to anybody. */
export function endpointReads(context: EndpointContext, conditions: readonly string[]): EndpointReads | null {
  const assigned = assignedReads(context, conditions);
  if (conditions.some((condition) => !assigned.some(({ treatment }) => treatment === condition))) return null;
  const estimand: Estimand = {
    set: context.plan.estimand?.set ?? 'all-assigned',
    rules: context.plan.estimand?.rules ?? LEAVE_OUT,
    scale: scaleOf(context.endpoint.scale, assigned),
    claim: conditions.includes(context.pair.to) ? context.pair.to : (conditions[0] as string),
  };
  const set = analysisSet(assigned, estimand);
  return { assigned, estimand, set: setResult(set, estimand), data: dataOf(set) };
}

/** The study of a set's reads; null where there are none. */
export function dataOf({ readings }: AnalysisSet): MrmcData | null {
  return readings.length > 0 ? mrmcData(readings) : null;
}

/** Whether an estimand makes a difference: some read has no answer, or departs from the protocol. */
export function hasIntercurrentEvents({ assigned }: EndpointReads): boolean {
  return assigned.some(({ outcome, majorDeviation }) => outcome.kind !== 'completed' || majorDeviation === true);
}

/**
 * Rows that time, confidence and findings are computed from: there is nothing to fill in, so that per protocol the pair of
 * a deviating read goes too, and otherwise all stay.
 */
export function rowsOfPlan({ reads, plan }: EndpointContext): readonly ReadRow[] {
  if (plan.estimand?.set !== 'per-protocol') return reads.rows;
  const deviating = new Set(reads.majorDeviations ?? []);
  const pairOf = (row: ReadRow): string => `${row.reader} ${row.case}`;
  const pairs = new Set(reads.rows.filter(({ read }) => deviating.has(read)).map(pairOf));
  return reads.rows.filter((row) => !pairs.has(pairOf(row)));
}

function assignedReads({ reads, endpoint }: EndpointContext, conditions: readonly string[]): AssignedRead[] {
  const patient = patientOf(reads);
  const deviating = new Set(reads.majorDeviations ?? []);
  const question = endpoint.question ?? '';
  const answered = readsIn(reads.rows, conditions).map((row): AssignedRead => {
    const rating = numberOf(row.answers[question]);
    return {
      ...placeOf(row, patient),
      outcome: rating === null ? { kind: 'missing' } : { kind: 'completed', rating },
      ...(deviating.has(row.read) && { majorDeviation: true }),
    };
  });
  const incomplete = conditions.flatMap((condition) =>
    incompleteIn(reads, condition).map((read): AssignedRead => ({
      ...placeOf(read, patient),
      outcome: { kind: read.kind },
    })),
  );
  return [...answered, ...incomplete];
}

function incompleteIn({ incomplete = [] }: StudyReads, condition: string) {
  return incomplete.filter((read) => read.condition === condition);
}

function placeOf(
  read: { readonly reader: number; readonly case: number; readonly condition: string; readonly truth: boolean },
  patient: (number: number) => string,
): Omit<AssignedRead, 'outcome'> {
  const { reader, condition, truth } = read;
  return {
    reader: `${reader}`,
    treatment: condition,
    case: `${read.case}`,
    positive: truth,
    patient: patient(read.case),
  };
}

/** The question's scale; where it is not known, the lowest and the highest answer that was given. */
function scaleOf(scale: RatingScale | undefined, assigned: readonly AssignedRead[]): RatingScale {
  const ratings = assigned.flatMap(({ outcome }) => (outcome.kind === 'completed' ? [outcome.rating] : []));
  const least = ratings.reduce((low, rating) => Math.min(low, rating), scale?.min ?? Infinity);
  const most = ratings.reduce((high, rating) => Math.max(high, rating), scale?.max ?? -Infinity);
  if (!Number.isFinite(least)) return { min: 0, max: 1 };
  return { min: least, max: most > least ? most : least + 1 };
}

function setResult(set: AnalysisSet, { rules }: Estimand): AnalysisSetResult {
  return {
    name: set.name,
    rules: { ...rules },
    account: set.account.map(({ treatment, ...counts }) => ({ condition: treatment, ...counts })),
    warnings: [...set.warnings],
  };
}
