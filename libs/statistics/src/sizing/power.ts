import { estimated, notEstimable, type Estimable } from '../data/index.js';
import { chiSquaredQuantile, fQuantile, noncentralFCdf, noncentralTCdf, tQuantile } from '../distributions/index.js';
import type { Analysis } from '../mrmc/index.js';
import type { DbmComponents, PlanningComponents } from './planning-components.js';
import { InvalidPlan } from './sizing.error.js';

export interface PlannedStudy {
  readonly readers: number;
  readonly cases: number;
  /** True difference of the two conditions. */
  readonly effect: number;
  /** Two-sided; 0.05 unless given. */
  readonly alpha?: number;
  /**
   * Non-inferiority instead: the difference may fall short by this much, > 0. The test is one-sided at alpha / 2, and the
   * effect counts with its sign: positive is better.
   */
  readonly margin?: number;
}

export interface Power {
  readonly power: number;
  /** Noncentrality of the F (or chi-squared) statistic. */
  readonly noncentrality: number;
  readonly df1: 1;
  /** null: chi-squared, or normal. */
  readonly df2: number | null;
  /** What the F or chi-squared statistic must exceed; for non-inferiority, what t or z must. */
  readonly critical: number;
  /** Expected standard error of the difference. */
  readonly se: number;
  readonly method: string;
  readonly source: string;
}

/**
 * Power of an Obuchowski-Rockette comparison of two conditions, all readers reading all cases under both
 * (Hillis, Obuchowski and Berbaum, Acad Radiol 2011; 18:129). Negative components count as zero.
 *
 * @returns not estimable where random readers are one, or nothing varies
 * @throws InvalidPlan for a number of readers or cases below one, an alpha outside (0, 1) or a margin that is not positive
 */
export function orPower(
  components: PlanningComponents,
  plan: PlannedStudy,
  analysis: Analysis = 'RRRC',
): Estimable<Power> {
  assertPlan(plan);
  const { readers: J } = plan;
  const scale = components.cases / plan.cases;
  const { error, cov1, cov2, cov3 } = components;
  const shared = Math.max(cov2 - cov3, 0);
  const between = analysis === 'FRRC' ? 0 : Math.max(components.treatmentReader, 0);
  const meanSquare = between + scale * (error - cov1 - shared);
  const whole = analysis === 'RRFC' ? meanSquare : meanSquare + scale * J * shared;
  const df = { RRRC: ((J - 1) * whole ** 2) / meanSquare ** 2, FRRC: null, RRFC: J - 1 }[analysis];
  return powerOf(plan, analysis, {
    variance: (2 * whole) / J,
    df,
    method: `or-${analysis}`,
    source: 'Hillis, Obuchowski and Berbaum, Acad Radiol 2011; 18:129',
  });
}

/**
 * The same from DBM components (Hillis and Berbaum, Acad Radiol 2004; 11:1260); fixed readers by F with cases - 1
 * degrees of freedom instead of chi-squared. Negative components count as zero.
 */
export function dbmPower(components: DbmComponents, plan: PlannedStudy, analysis: Analysis = 'RRRC'): Estimable<Power> {
  assertPlan(plan);
  const { readers: J, cases: K } = plan;
  const reader = analysis === 'FRRC' ? 0 : K * Math.max(components.treatmentReader, 0);
  const byCase = analysis === 'RRFC' ? 0 : J * Math.max(components.treatmentCase, 0);
  const meanSquare = components.error + reader;
  const df = { RRRC: ((J - 1) * (meanSquare + byCase) ** 2) / meanSquare ** 2, FRRC: K - 1, RRFC: J - 1 }[analysis];
  return powerOf(plan, analysis, {
    variance: (2 * (meanSquare + byCase)) / (J * K),
    df,
    method: `dbm-${analysis}`,
    source: 'Hillis and Berbaum, Acad Radiol 2004; 11:1260',
  });
}

interface Terms {
  /** Of the difference. */
  readonly variance: number;
  readonly df: number | null;
  readonly method: string;
  readonly source: string;
}

function powerOf(plan: PlannedStudy, analysis: Analysis, { variance, df, method, source }: Terms): Estimable<Power> {
  if (plan.readers === 1 && analysis !== 'FRRC')
    return notEstimable('one reader tells nothing of the variation between readers');
  if (!(variance > 0)) return notEstimable('the planned variance of the difference is not positive');
  if (df !== null && !(df > 0)) return notEstimable('no degrees of freedom are left');
  const { alpha = 0.05, margin } = plan;
  const se = Math.sqrt(variance);
  const freedom = df ?? Infinity;
  const common = { df1: 1 as const, df2: df, se, method, source };
  if (margin !== undefined) {
    const shift = (plan.effect + margin) / se;
    const critical = tQuantile(1 - alpha / 2, freedom);
    return estimated({
      power: 1 - noncentralTCdf(critical, freedom, shift),
      noncentrality: shift ** 2,
      critical,
      ...common,
    });
  }
  const noncentrality = plan.effect ** 2 / variance;
  const critical = df === null ? chiSquaredQuantile(1 - alpha, 1) : fQuantile(1 - alpha, 1, df);
  return estimated({
    power: 1 - noncentralFCdf(critical, 1, freedom, noncentrality),
    noncentrality,
    critical,
    ...common,
  });
}

function assertPlan({ readers, cases, effect, alpha = 0.05, margin }: PlannedStudy): void {
  if (!Number.isInteger(readers) || readers < 1) throw new InvalidPlan(`${readers} readers`);
  if (!(cases >= 1)) throw new InvalidPlan(`${cases} cases`);
  if (!Number.isFinite(effect)) throw new InvalidPlan(`an effect of ${effect}`);
  if (!(alpha > 0 && alpha < 1)) throw new InvalidPlan(`an alpha of ${alpha}`);
  if (margin !== undefined && !(margin > 0)) throw new InvalidPlan(`a margin of ${margin}`);
}
