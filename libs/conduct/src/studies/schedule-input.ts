import { scheduleInputOf, type ScheduleInput } from '@lectern/protocol';
import { readyCases, type StudyPlan } from './study-plan.js';

/** What worklists are derived from; the strata say the truth of cases and stay on the server before the lock. */
export function scheduleInput(
  { protocol, readers, cases, reference }: StudyPlan,
  frozen: { readonly hash: string; readonly seed: string },
): ScheduleInput {
  return scheduleInputOf({
    protocol,
    freezeHash: frozen.hash,
    seed: frozen.seed,
    readers: readers.map(({ number, stratum, replaces }) => ({
      number,
      ...(stratum === null ? {} : { stratum }),
      ...(replaces === null ? {} : { replaces }),
    })),
    cases: readyCases(cases).map(({ number, caseId, purpose }) => ({
      number,
      id: caseId,
      ...(purpose === 'study' ? {} : { purpose }),
    })),
    reference: reference?.rows ?? [],
  });
}
