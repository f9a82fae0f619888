import { frocCurve, frocData, rocArea, wilsonInterval } from '@lectern/statistics';
import { bootstrapped, type IntervalEstimate } from './bootstrap.js';
import type { CaseMeasurement, StackMeasurement } from './measurement.js';

/** Figures of one group of examinations. */
export interface EvaluationSummary {
  readonly counts: {
    readonly cases: { readonly positive: number; readonly negative: number };
    readonly stacks: { readonly positive: number; readonly negative: number };
    /** Cases flagged as unlike what the model was calibrated on. */
    readonly foreign: number;
  };
  readonly caseLevel: Level;
  readonly stackLevel: Level & {
    /** Mean over positive stacks; a missed one is 0. */
    readonly dice: IntervalEstimate | null;
    /** Mean over positive stacks in which something was found, mm. */
    readonly surfaceDistanceMm: IntervalEstimate | null;
  };
  /** Share of the reference's parts found against false findings a stack. */
  readonly froc: readonly { readonly falseFindingsPerStack: number; readonly sensitivity: number }[];
}

interface Level {
  readonly sensitivity: IntervalEstimate | null;
  readonly specificity: IntervalEstimate | null;
  readonly auc: IntervalEstimate | null;
}

/** Figures of a group: cases with Wilson's interval and bootstrap for the area; stacks by bootstrap over patients, since three of them share one. */
export function summarise(cases: readonly CaseMeasurement[]): EvaluationSummary {
  const positive = cases.filter((each) => each.positive);
  const negative = cases.filter((each) => !each.positive);
  const stacks = cases.flatMap((each) => each.stacks);
  const count = (wanted: boolean): number => stacks.filter((stack) => stack.positive === wanted).length;
  return {
    counts: {
      cases: { positive: positive.length, negative: negative.length },
      stacks: { positive: count(true), negative: count(false) },
      foreign: cases.filter(({ foreign }) => foreign).length,
    },
    caseLevel: {
      sensitivity: proportion(positive.map(({ called }) => called)),
      specificity: proportion(negative.map(({ called }) => !called)),
      auc: bootstrapped(cases, area),
    },
    stackLevel: {
      sensitivity: bootstrapped(cases, (some) => stackShare(some, true)),
      specificity: bootstrapped(cases, (some) => stackShare(some, false)),
      auc: bootstrapped(cases, (some) => area(some.flatMap((each) => each.stacks))),
      dice: bootstrapped(cases, (some) => meanOf(some, ({ dice }) => dice)),
      surfaceDistanceMm: bootstrapped(cases, (some) => meanOf(some, ({ surfaceDistanceMm }) => surfaceDistanceMm)),
    },
    froc: froc(cases),
  };
}

/** Paired difference `a - b` of a figure of stacks on the same cases, by resampling patients. @throws RangeError where the lists hold other cases */
export function pairedDifference(
  a: readonly CaseMeasurement[],
  b: readonly CaseMeasurement[],
  of: 'sensitivity' | 'specificity' | 'auc' | 'dice',
): IntervalEstimate | null {
  const pairs = a.map((each, at) => ({ positive: each.positive, a: each, b: b[at] as CaseMeasurement }));
  if (a.length !== b.length || pairs.some((pair) => pair.a.case !== pair.b.case))
    throw new RangeError('A paired difference needs the same cases in the same order.');
  const figure = (some: readonly CaseMeasurement[]): number | undefined => {
    if (of === 'auc') return area(some.flatMap((each) => each.stacks));
    return of === 'dice' ? meanOf(some, ({ dice }) => dice) : stackShare(some, of === 'sensitivity');
  };
  return bootstrapped(pairs, (some) => {
    const [first, second] = [figure(some.map((pair) => pair.a)), figure(some.map((pair) => pair.b))];
    return first === undefined || second === undefined ? undefined : first - second;
  });
}

function proportion(outcomes: readonly boolean[]): IntervalEstimate | null {
  if (outcomes.length === 0) return null;
  const { estimate, ci } = wilsonInterval(outcomes.filter(Boolean).length, outcomes.length);
  return { estimate, ci95: ci, method: 'Wilson' };
}

/** Share of positive stacks that were called, or of negative ones that were not. */
function stackShare(cases: readonly CaseMeasurement[], positive: boolean): number | undefined {
  return meanOf(cases, (stack) => (stack.positive === positive ? Number(stack.called === positive) : null));
}

function area(rated: readonly { readonly positive: boolean | null; readonly score: number }[]): number | undefined {
  const scores = (wanted: boolean): Float64Array =>
    Float64Array.from(
      rated.filter(({ positive }) => positive === wanted),
      ({ score }) => score,
    );
  const [negatives, positives] = [scores(false), scores(true)];
  return negatives.length && positives.length ? rocArea(negatives, positives).area : undefined;
}

function meanOf(
  cases: readonly CaseMeasurement[],
  value: (stack: StackMeasurement) => number | null,
): number | undefined {
  let sum = 0;
  let count = 0;
  for (const { stacks } of cases) {
    for (const stack of stacks) {
      const own = value(stack);
      if (own === null) continue;
      sum += own;
      count++;
    }
  }
  return count ? sum / count : undefined;
}

/** Stacks are the units: those in which a positive case shows nothing are left out. */
function froc(cases: readonly CaseMeasurement[]): EvaluationSummary['froc'] {
  const units = cases.flatMap((each) =>
    each.stacks
      .filter(({ positive }) => positive !== null)
      .map((stack, at) => ({ ...stack, name: `${each.case} ${at}`, patient: each.case })),
  );
  if (units.length === 0) return [];
  const named = (lesion: number): string => `${lesion}`;
  const study = frocData(
    units.map(({ name, patient, lesions }) => ({
      id: name,
      patient,
      lesions: lesions.map((_, at) => ({ id: named(at) })),
    })),
    units.map(({ name, lesions, falseFindings }) => ({
      reader: 'model',
      treatment: 'alone',
      case: name,
      lesions: lesions.flatMap((rating, at) => (rating === null ? [] : [{ id: named(at), rating }])),
      nonLesions: falseFindings,
    })),
  );
  const curve = frocCurve(
    study,
    0,
    Int32Array.from(units, (_, at) => at),
  );
  if (!('points' in curve)) return [];
  return corners(curve.points).map(({ x, y }) => ({ falseFindingsPerStack: x, sensitivity: y }));
}

/** A curve without the points that lie within one of its level stretches: the same line with far fewer points. */
function corners<P extends { readonly y: number }>(points: readonly P[]): P[] {
  return points.filter(({ y }, at) => !(points[at - 1]?.y === y && points[at + 1]?.y === y));
}
