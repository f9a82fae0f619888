import { estimated, isEstimated, notEstimable, type Estimable } from '../data/index.js';
import { tQuantile, tSurvival, tTwoSidedP } from '../distributions/index.js';
import { InvalidHypothesis } from './hypotheses.error.js';

/** What is known of a difference: every inference of this room has these. */
export interface Difference {
  readonly estimate: number;
  readonly se: number;
  /** null: normal. */
  readonly df: number | null;
}

export type HypothesisKind = 'superiority' | 'non-inferiority' | 'equivalence';

export interface HypothesisTest {
  readonly kind: HypothesisKind;
  /** Of the one test, or of the weaker of the two of equivalence. */
  readonly p: number;
  /** What p is held against. */
  readonly level: number;
  readonly shown: boolean;
  /** The interval that says the same: shown if and only if it lies wholly within the claim. */
  readonly ci: readonly [number, number];
  readonly margin: number | null;
  readonly method: string;
  readonly source: string;
}

/**
 * That the difference is not zero: two-sided, and shown only where it favours what is claimed to be better.
 *
 * @param better which sign of the difference favours the claim; `either` asks for a difference alone
 * @param alpha two-sided level
 */
export function superiority(
  difference: Estimable<Difference>,
  { better = 'higher', alpha = 0.05 }: { better?: 'higher' | 'lower' | 'either'; alpha?: number } = {},
): Estimable<HypothesisTest> {
  assertLevel(alpha / 2);
  return judge(difference, (estimate, se, df) => {
    const p = tTwoSidedP(estimate / se, df);
    const favours = better === 'either' || (better === 'higher' ? estimate > 0 : estimate < 0);
    return {
      kind: 'superiority',
      p,
      level: alpha,
      shown: p < alpha && favours,
      ci: interval(estimate, se, df, alpha / 2),
      margin: null,
      method: 'two-sided t',
      source: 'ICH E9, 3.3.2',
    };
  });
}

/**
 * That the difference falls short of zero by less than the margin.
 *
 * @param margin > 0, on the scale of the difference
 * @param level one-sided, 0.025 unless given; the interval is that of 1 - 2 level
 * @throws InvalidHypothesis for a margin that is not positive or a level outside (0, 1/2]
 */
export function nonInferiority(
  difference: Estimable<Difference>,
  { margin, better = 'higher', level = 0.025 }: { margin: number; better?: 'higher' | 'lower'; level?: number },
): Estimable<HypothesisTest> {
  assertMargin(margin);
  assertLevel(level);
  return judge(difference, (estimate, se, df) => {
    const gain = better === 'higher' ? estimate : -estimate;
    const p = tSurvival((gain + margin) / se, df);
    return {
      kind: 'non-inferiority',
      p,
      level,
      shown: p < level,
      ci: interval(estimate, se, df, level),
      margin,
      method: 'one-sided t against the margin',
      source: 'ICH E9, 3.3.2; Piaggio et al., JAMA 2012; 308:2594',
    };
  });
}

/**
 * That the difference lies within the margin on either side: two one-sided tests.
 *
 * @param level of each, 0.05 unless given; the interval is that of 1 - 2 level
 * @throws InvalidHypothesis as `nonInferiority`
 */
export function equivalence(
  difference: Estimable<Difference>,
  { margin, level = 0.05 }: { margin: number; level?: number },
): Estimable<HypothesisTest> {
  assertMargin(margin);
  assertLevel(level);
  return judge(difference, (estimate, se, df) => {
    const p = Math.max(tSurvival((estimate + margin) / se, df), tSurvival((margin - estimate) / se, df));
    return {
      kind: 'equivalence',
      p,
      level,
      shown: p < level,
      ci: interval(estimate, se, df, level),
      margin,
      method: 'two one-sided t tests',
      source: 'Schuirmann, J Pharmacokinet Biopharm 1987; 15:657',
    };
  });
}

function judge(
  difference: Estimable<Difference>,
  test: (estimate: number, se: number, df: number) => HypothesisTest,
): Estimable<HypothesisTest> {
  if (!isEstimated(difference)) return difference;
  const { estimate, se, df } = difference;
  if (!(se > 0)) return notEstimable('the standard error is not positive');
  return estimated(test(estimate, se, df ?? Infinity));
}

function interval(estimate: number, se: number, df: number, level: number): readonly [number, number] {
  const reach = se * tQuantile(1 - level, df);
  return [estimate - reach, estimate + reach];
}

function assertMargin(margin: number): void {
  if (!(margin > 0 && Number.isFinite(margin))) throw new InvalidHypothesis(`a margin of ${margin}`);
}

function assertLevel(level: number): void {
  if (!(level > 0 && level <= 0.5)) throw new InvalidHypothesis(`a one-sided level of ${level}`);
}
