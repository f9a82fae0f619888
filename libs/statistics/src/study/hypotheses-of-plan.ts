import type { HypothesisFamily, HypothesisResult } from '@lectern/contracts';
import { estimated, isEstimated, notEstimable, type Estimable } from '../data/index.js';
import {
  coPrimary,
  equivalence,
  hierarchical,
  hochberg,
  holm,
  nonInferiority,
  superiority,
  type FamilyResult,
  type HypothesisTest,
  type NamedP,
} from '../hypotheses/index.js';
import type { AnalysedEndpoint } from './analysed-endpoint.js';
import { betterDirection } from './planned-figures.js';
import type { AnalysisPlan, PlannedEndpoint } from './study-data.js';

/** An endpoint with its hypothesis judged, and the one-sided p that a family holds against half of alpha. */
export interface JudgedEndpoint {
  readonly hypothesis: HypothesisResult | null;
  readonly named: NamedP | null;
}

/**
 * The hypothesis that the plan states for an endpoint. Ratios are judged on the log scale, where their margin is the log of
 * the ratio that is still acceptable. Non-inferiority and both tests of equivalence are one-sided at half of alpha, so that
 * the reported interval of 1 - alpha says the same.
 */
export function judgeEndpoint(
  endpoint: PlannedEndpoint,
  analysed: AnalysedEndpoint,
  { alpha }: AnalysisPlan,
): JudgedEndpoint {
  const { hypothesis = 'estimation' } = endpoint;
  if (hypothesis === 'estimation') return { hypothesis: null, named: null };
  const ratio = analysed.result.comparison.kind === 'ratio';
  const better = betterDirection(endpoint.figure);
  const margin = marginOf(endpoint, ratio, better);
  const tested = typeof margin === 'string' ? notEstimable(margin) : test(hypothesis, analysed, better, margin, alpha);
  const value: HypothesisResult['value'] = isEstimated(tested)
    ? estimated({ p: tested.p, level: tested.level, shown: tested.shown, ci: scaled(tested.ci, ratio) })
    : tested;
  const [method, source] = METHODS[hypothesis];
  return {
    hypothesis: { kind: hypothesis, better, margin: endpoint.margin ?? null, method, source, value },
    named: { name: endpoint.id, result: oneSided(tested, better, hypothesis) },
  };
}

const METHODS = {
  superiority: ['two-sided test that the difference is zero, in the direction claimed', 'ICH E9, 3.3.2'],
  'non-inferiority': ['one-sided test against the margin', 'ICH E9, 3.3.2; Piaggio et al., JAMA 2012'],
  equivalence: ['two one-sided tests against the margin', 'Schuirmann, J Pharmacokinet Biopharm 1987'],
} as const;

const FAMILIES = { 'co-primary': coPrimary, hierarchical, holm, hochberg } as const;

/** The primary endpoints' hypotheses together, in the order of the plan; null without a method, or with less than two. */
export function judgeFamily(
  judged: readonly JudgedEndpoint[],
  { endpoints, multiplicity, alpha }: AnalysisPlan,
): HypothesisFamily | null {
  // prettier-ignore
  const primary = judged.flatMap(({ named }, i) => (named && endpoints[i]?.role === 'primary' ? [named] : []));
  if (!multiplicity || primary.length < 2) return null;
  const { verdicts, warnings, ...family }: FamilyResult = FAMILIES[multiplicity](primary, alpha / 2);
  return {
    ...family,
    verdicts: verdicts.map(({ name, ...verdict }) => ({ endpoint: name, ...verdict })),
    warnings: [...warnings],
  };
}

function test(
  kind: Exclude<PlannedEndpoint['hypothesis'], 'estimation' | undefined>,
  { tested }: AnalysedEndpoint,
  better: 'higher' | 'lower',
  margin: number | null,
  alpha: number,
): Estimable<HypothesisTest> {
  if (kind === 'superiority') return superiority(tested, { better, alpha });
  const bound = margin as number;
  return kind === 'non-inferiority'
    ? nonInferiority(tested, { margin: bound, better, level: alpha / 2 })
    : equivalence(tested, { margin: bound, level: alpha / 2 });
}

/** On the scale on which the difference is tested; a text says what is wrong with the plan's. */
function marginOf(
  { hypothesis, margin }: PlannedEndpoint,
  ratio: boolean,
  better: 'higher' | 'lower',
): number | null | string {
  if (hypothesis === 'superiority') return null;
  if (margin === undefined || !(margin > 0)) return `${hypothesis} needs a margin larger than zero`;
  if (!ratio) return margin;
  if (margin === 1) return 'a ratio of 1 is no margin';
  if (hypothesis === 'non-inferiority' && margin > 1 !== (better === 'lower'))
    return `of a ratio that is better ${better}, the margin is a ratio ${better === 'lower' ? 'above' : 'below'} 1`;
  return Math.abs(Math.log(margin));
}

function scaled([low, high]: readonly [number, number], ratio: boolean): [number, number] {
  return ratio ? [Math.exp(low), Math.exp(high)] : [low, high];
}

/** Half of a two-sided p where the difference favours the claim, else the rest. */
function oneSided(
  tested: Estimable<HypothesisTest>,
  better: 'higher' | 'lower',
  kind: PlannedEndpoint['hypothesis'],
): Estimable<{ p: number }> {
  if (!isEstimated(tested)) return tested;
  if (kind !== 'superiority') return estimated({ p: tested.p });
  const centre = (tested.ci[0] + tested.ci[1]) / 2;
  const favours = better === 'higher' ? centre > 0 : centre < 0;
  return estimated({ p: favours ? tested.p / 2 : 1 - tested.p / 2 });
}
