import type { HospitalName } from './hospitals.js';
import { clamp } from './noise.js';
import { Random, mixSeed } from './random.js';

/** 0 none; I germinal matrix; II in the ventricle, under half of it; III with dilation; IV with infarction beside it (Papile et al. 1978, J Pediatr 92:529). */
export type Grade = 0 | 1 | 2 | 3 | 4;

/** What to make; the same request always gives the same case, to the byte. */
export interface CaseRequest {
  /** Unsigned 32-bit integer. */
  readonly seed: number;
  readonly hospital: HospitalName;
  readonly grade: Grade;
  /** 20 to 38; drawn from the seed where absent. */
  readonly gestationalAgeWeeks?: number;
}

/** A cohort to draw. */
export interface CohortRequest {
  readonly hospitals: readonly [HospitalName, ...HospitalName[]];
  readonly cases: number;
  /** Share of cases with a haemorrhage, 0 to 1; the count is rounded. */
  readonly positiveFraction: number;
  readonly seed: number;
}

/** Thrown where a cohort cannot be drawn as asked. */
export class CohortRequestError extends Error {
  override readonly name = 'CohortRequestError';
}

/** How often each grade is met among haemorrhages found before birth: mostly II and III by the time of MRI. Round values, not a registry's. */
const GRADE_SHARES: readonly [Grade, number][] = [
  [1, 0.2],
  [2, 0.3],
  [3, 0.3],
  [4, 0.2],
];

/**
 * Draws a cohort: hospitals in turn, the exact number of positives at random places, grades in fixed shares, one seed a case.
 *
 * @throws CohortRequestError if the number of cases or the fraction makes no sense
 */
export function planCohort(request: CohortRequest): CaseRequest[] {
  const { cases, positiveFraction, seed } = request;
  if (!Number.isInteger(cases) || cases < 1)
    throw new CohortRequestError(`A cohort needs a whole number of cases, at least one; got ${cases}.`);
  if (!(positiveFraction >= 0 && positiveFraction <= 1))
    throw new CohortRequestError(`The fraction of positives lies between 0 and 1; got ${positiveFraction}.`);
  const random = new Random(mixSeed(seed, 'cohort'));
  const positives = Math.round(cases * positiveFraction);
  const grades = shuffled([...gradesOf(positives), ...Array<Grade>(cases - positives).fill(0)], random);
  return grades.map((grade, i) => ({
    seed: mixSeed(seed, `case ${i}`),
    hospital: request.hospitals[i % request.hospitals.length] ?? request.hospitals[0],
    grade,
    gestationalAgeWeeks: drawGestationalAge(random),
  }));
}

/** Weeks, one decimal: fetal MRI is mostly done from 22 to 36 weeks. */
export function drawGestationalAge(random: Random): number {
  return Math.round(clamp(random.normal(29, 4), 20, 38) * 10) / 10;
}

/** Grades in their shares, by cumulative rounding, so that small cohorts hold all of them. */
function gradesOf(positives: number): Grade[] {
  return Array.from({ length: positives }, (_, i) => {
    const quantile = (i + 0.5) / positives;
    let sum = 0;
    return (GRADE_SHARES.find(([, share]) => (sum += share) > quantile) ?? [4, 1])[0] as Grade;
  });
}

function shuffled<T>(values: T[], random: Random): T[] {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random.uniform(0, i + 1));
    [values[i], values[j]] = [values[j] as T, values[i] as T];
  }
  return values;
}
