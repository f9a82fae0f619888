import { estimated, isEstimated, notEstimable, type Estimable } from '../data/index.js';
import type { Power, PlannedStudy } from './power.js';
import { InvalidPlan } from './sizing.error.js';

/** Power of one plan, e.g. `(plan) => orPower(components, plan)`. */
export type PowerOfPlan = (plan: PlannedStudy) => Estimable<Power>;

export interface SampleSize {
  readonly readers: number;
  readonly cases: number;
  readonly power: number;
}

/**
 * The fewest cases with which so many readers reach the power (Hillis, Obuchowski and Berbaum, Acad Radiol 2011; 18:129). Power grows with cases but for few readers, where more
 * cases cost degrees of freedom and power may fall again: so the first step of a ladder that suffices is sought, then
 * the last place between it and the step before where one case fewer does not.
 *
 * @param plan readers, effect, alpha, margin
 * @returns not estimable where `most` cases do not suffice: readers limit the power
 * @throws InvalidPlan for a target outside (0, 1)
 */
export function casesFor(
  powerOf: PowerOfPlan,
  plan: Omit<PlannedStudy, 'cases'>,
  target: number,
  most = 100_000,
): Estimable<SampleSize> {
  if (!(target > 0 && target < 1)) throw new InvalidPlan(`a power of ${target}`);
  const reach = (cases: number) => powerOf({ ...plan, cases });
  let short = 1; // a single case is taken to fall short
  let best = 0;
  for (let enough = 2; short < most; enough = Math.min(most, Math.ceil(enough * LADDER))) {
    const value = reach(enough);
    if (!isEstimated(value)) return value;
    if (value.power >= target) return fewest(reach, plan.readers, target, short, enough);
    best = Math.max(best, value.power);
    short = enough;
  }
  return notEstimable(`${plan.readers} readers reach a power of ${best.toFixed(3)}, with up to ${most} cases`);
}

const LADDER = 1.25;

/** @param short falls short. @param enough suffices */
function fewest(
  reach: (cases: number) => Estimable<Power>,
  readers: number,
  target: number,
  short: number,
  enough: number,
): Estimable<SampleSize> {
  let [low, high] = [short, enough];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const value = reach(middle);
    if (isEstimated(value) && value.power >= target) high = middle;
    else low = middle;
  }
  const value = reach(high);
  return isEstimated(value) ? estimated({ readers, cases: high, power: value.power }) : value;
}

/** The fewest readers with which so many cases reach the power, from two on (Hillis, Obuchowski and Berbaum 2011). */
export function readersFor(
  powerOf: PowerOfPlan,
  plan: Omit<PlannedStudy, 'readers'>,
  target: number,
  most = 200,
): Estimable<SampleSize> {
  if (!(target > 0 && target < 1)) throw new InvalidPlan(`a power of ${target}`);
  for (let readers = 2; readers <= most; readers++) {
    const value = powerOf({ ...plan, readers });
    if (isEstimated(value) && value.power >= target)
      return estimated({ readers, cases: plan.cases, power: value.power });
  }
  return notEstimable(`${most} readers do not reach a power of ${target} with ${plan.cases} cases`);
}

export interface PowerGrid {
  readonly readers: readonly number[];
  readonly cases: readonly number[];
  /** By readers, then by cases. */
  readonly power: readonly (readonly Estimable<Power>[])[];
}

/** Power of every number of readers with every number of cases. */
export function powerGrid(
  powerOf: PowerOfPlan,
  plan: Omit<PlannedStudy, 'readers' | 'cases'>,
  readers: readonly number[],
  cases: readonly number[],
): PowerGrid {
  const power = readers.map((j) => cases.map((k) => powerOf({ ...plan, readers: j, cases: k })));
  return { readers, cases, power };
}
