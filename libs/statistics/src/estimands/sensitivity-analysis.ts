import { notEstimable, type Estimable } from '../data/index.js';
import { analysisSet, type AnalysisSet, type Estimand, type IncompleteRule } from './analysis-set.js';
import type { AssignedRead } from './assigned-read.js';

/** The estimand as planned, and others that bound what the missing answers could have been. */
export type ScenarioName =
  'as-planned' | 'per-protocol' | 'worst-case' | 'all-wrong' | 'all-right' | 'best-case' | 'complete-cases';

export interface Scenario<Result extends object> {
  readonly name: ScenarioName;
  readonly set: AnalysisSet;
  readonly result: Estimable<Result>;
}

export interface SensitivityAnalysis<Result extends object> {
  readonly scenarios: readonly Scenario<Result>[];
  /**
   * Whether the claim, shown as planned, is shown in the worst case too: every missing read wrong under the claimed treatment
   * and right under the others. null where it is not shown as planned.
   */
  readonly robust: boolean | null;
  readonly method: string;
  readonly source: string;
}

/**
 * The same analysis of the plan's estimand and of six others.
 *
 * @param analyse of the reads to be analysed, e.g. by `analyzeMrmc(mrmcData(readings), ...)`
 * @param isShown whether a result shows the claim
 */
export function sensitivityAnalysis<Result extends object>(
  reads: readonly AssignedRead[],
  planned: Estimand,
  analyse: (readings: AnalysisSet['readings']) => Estimable<Result>,
  isShown: (result: Result) => boolean,
): SensitivityAnalysis<Result> {
  const scenarios = scenariosOf(planned).map(([name, estimand]): Scenario<Result> => {
    const set = analysisSet(reads, estimand);
    const result = set.readings.length === 0 ? notEstimable('no read is left to analyse') : analyse(set.readings);
    return { name, set, result };
  });
  const shown = (name: ScenarioName) => {
    const result = scenarios.find((scenario) => scenario.name === name)?.result;
    return result?.status === 'estimated' && isShown(result);
  };
  return {
    scenarios,
    robust: shown('as-planned') ? shown('worst-case') : null,
    method: 'reads without an answer filled in at the ends of the scale',
    source: 'ICH E9(R1) 2019, A.5.2 (sensitivity analysis)',
  };
}

function scenariosOf(planned: Estimand): readonly (readonly [ScenarioName, Estimand])[] {
  const all = (rule: IncompleteRule): Estimand => ({
    ...planned,
    set: 'all-assigned',
    rules: { missing: rule, excused: rule, 'technical-failure': rule },
  });
  return [
    ['as-planned', planned],
    ['per-protocol', { ...planned, set: 'per-protocol' }],
    ['worst-case', all('against-claim')],
    ['all-wrong', all('wrong')],
    ['all-right', all('right')],
    ['best-case', all('for-claim')],
    ['complete-cases', all('leave-out-case')],
  ];
}
