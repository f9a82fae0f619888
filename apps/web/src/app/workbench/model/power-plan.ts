import {
  areaVariance,
  casesFor,
  estimated,
  notEstimable,
  orPower,
  powerGrid,
  proportionVariance,
  publishedComponents,
  type Analysis,
  type Estimable,
  type PlannedStudy,
  type PlanningComponents,
  type PowerGrid,
  type SampleSize,
} from '@lectern/statistics';

/** What a planner assumes where there is no pilot study. */
export interface AssumedValues {
  readonly endpoint: 'auc' | 'proportion';
  /** Without AI: the area, or the share of right calls. */
  readonly value: number;
  readonly positiveShare: number;
  /** SD over readers of their true differences. */
  readonly readerSd: number;
  readonly r1: number;
  readonly r2: number;
  readonly r3: number;
}

export interface PowerQuestion {
  readonly effect: number;
  readonly alpha: number;
  /** null: superiority. */
  readonly margin: number | null;
  readonly analysis: Analysis;
  readonly target: number;
  readonly readers: readonly number[];
  readonly cases: readonly number[];
}

export interface PowerAnswer {
  readonly components: PlanningComponents;
  readonly grid: PowerGrid;
  /** By number of readers: the fewest cases that suffice. */
  readonly needed: readonly { readonly readers: number; readonly size: Estimable<SampleSize> }[];
}

/** Rockette et al. (Acad Radiol 1999) found these over published studies; a planner's usual start. */
export const usualAssumptions: AssumedValues = {
  endpoint: 'auc',
  value: 0.85,
  positiveShare: 0.5,
  readerSd: 0.02,
  r1: 0.47,
  r2: 0.3,
  r3: 0.2,
};

const REFERENCE_CASES = 100;

/**
 * Components as the assumptions imply them. The true differences of readers vary by twice the treatment-by-reader
 * variance, so that variance is half the square of their SD.
 *
 * @returns not estimable, with the reason, for values out of range
 */
export function assumedComponents(values: AssumedValues): Estimable<PlanningComponents> {
  const { endpoint, value, positiveShare, readerSd, ...correlations } = values;
  const reason = reasonAgainst(values);
  if (reason) return notEstimable(reason);
  const positives = REFERENCE_CASES * positiveShare;
  const error =
    endpoint === 'auc'
      ? areaVariance(value, REFERENCE_CASES - positives, positives)
      : proportionVariance(value, REFERENCE_CASES);
  const { r1, r2, r3 } = correlations;
  return estimated(
    publishedComponents({ r1, r2, r3, error, treatmentReader: readerSd ** 2 / 2, cases: REFERENCE_CASES }),
  );
}

function reasonAgainst({ value, positiveShare, readerSd, r1, r2, r3 }: AssumedValues): string | undefined {
  if (!(value > 0 && value < 1)) return `an expected value of ${value}; it lies between 0 and 1`;
  if (!(positiveShare > 0 && positiveShare < 1)) return `a share of positive cases of ${positiveShare}`;
  if (!(readerSd >= 0)) return `an SD between readers of ${readerSd}`;
  if (![r1, r2, r3].every((r) => r >= 0 && r <= 1) || r1 < r3 || r2 < r3)
    return 'correlations need 0 <= r3 <= r1, r2 <= 1';
  return undefined;
}

/** @throws InvalidPlan for numbers that are no plan */
export function answerPower(components: PlanningComponents, question: PowerQuestion): PowerAnswer {
  const { effect, alpha, margin, analysis, target, readers, cases } = question;
  const plan = { effect, alpha, ...(margin !== null && { margin }) };
  const powerOf = (study: PlannedStudy) => orPower(components, study, analysis);
  return {
    components,
    grid: powerGrid(powerOf, plan, readers, cases),
    needed: readers.map((count) => ({ readers: count, size: casesFor(powerOf, { ...plan, readers: count }, target) })),
  };
}

/**
 * Whole numbers as a person lists them: `4, 6, 8-12`.
 *
 * @returns null where something is no list of at most `most` numbers
 */
export function numberList(text: string, most = 24): number[] | null {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== '');
  const numbers = parts.flatMap((part) => {
    const [, from, to] = /^(\d{1,6})(?:[-–](\d{1,6}))?$/.exec(part) ?? [];
    if (from === undefined) return [NaN];
    const [first, last] = [Number(from), Number(to ?? from)];
    return Array.from({ length: Math.min(Math.max(last - first + 1, 0), most + 1) }, (_, i) => first + i);
  });
  const valid = numbers.length > 0 && numbers.length <= most && numbers.every((number) => number >= 1);
  return valid ? [...new Set(numbers)].sort((a, b) => a - b) : null;
}
