import type { SizingResult } from '@lectern/contracts';
import { isEstimated, notEstimable, orPower } from '@lectern/statistics';
import { studyCases, type StudyPlan } from '../studies/study-plan.js';

/**
 * The plan's sizing with the power of its readers and cases (Obuchowski-Rockette, random readers and cases), from what was assumed
 * before the first read: never from what was found. Null where the plan has none.
 */
export function sizingOf(plan: StudyPlan, readers: number = plan.protocol.readers.planned): SizingResult | null {
  const { sizing, endpoints, alpha } = plan.protocol.analysis;
  const endpoint = endpoints.find(({ id }) => id === sizing?.endpoint);
  if (!sizing || !endpoint) return null;
  const { difference, power, assumptions, components } = sizing;
  const cases = casesOf(plan, endpoint.figure);
  const better = endpoint.figure === 'false-marks-per-case' ? -difference : difference; // non-inferiority counts upwards
  const margin = endpoint.hypothesis === 'non-inferiority' ? { margin: endpoint.margin } : {};
  const known = components && readers > 0 && cases > 0;
  const result = known ? orPower(components, { readers, cases, effect: better, alpha, ...margin }) : null;
  return {
    ...{ endpoint: endpoint.id, difference, power, assumptions, readers, cases },
    reached: !result
      ? notEstimable('the plan states no variance components, or there are no readers or cases yet')
      : isEstimated(result)
        ? { status: 'estimated', power: result.power, method: result.method, source: result.source }
        : result,
  };
}

/** Of a sensitivity or specificity those with or without the finding, of other figures all. */
function casesOf({ cases, reference }: StudyPlan, figure: string): number {
  const listed = new Set(studyCases(cases).map(({ caseId }) => caseId));
  const truth = reference?.rows.filter(({ caseId }) => listed.has(caseId)) ?? [];
  if (figure === 'sensitivity' || figure === 'lesion-sensitivity')
    return truth.filter(({ positive }) => positive).length;
  return figure === 'specificity' ? truth.filter(({ positive }) => !positive).length : truth.length;
}
