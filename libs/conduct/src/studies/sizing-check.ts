import type { FreezeCheck } from '@lectern/contracts';
import { sizingOf } from '../analysis/sizing-of.js';
import { check } from './freeze-check.js';
import type { StudyPlan } from './study-plan.js';

/** Whether the readers and cases that there are have the power that the study was sized for. */
export function sizingCheck(plan: StudyPlan): FreezeCheck[] {
  const invited = plan.readers.filter(({ state }) => state !== 'withdrawn').length;
  const sizing = sizingOf(plan, invited);
  if (!sizing) return [];
  const { endpoint, difference, power, reached } = sizing;
  const sized = `The study is sized for ${endpoint}: a power of ${power} to show a difference of ${difference}`;
  if (!plan.protocol.analysis.sizing?.components)
    return [check('sizing', `${sized}; without variance components it is not computed`, true, '')];
  return [
    check(
      'sizing',
      `${sized}; its readers and cases have ${reached.status === 'estimated' ? reached.power.toFixed(3) : 'none yet'}`,
      reached.status === 'estimated' && reached.power >= power,
      'Add readers or cases to the plan, or write a power, difference or components that they can meet.',
    ),
  ];
}
