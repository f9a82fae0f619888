import { type CaseRequest, planCohort } from '@lectern/phantom';

/** A test cohort: seeds that had no part in training (101), validation (202) or the annotated examinations of the comparator (303). */
export interface Cohort {
  readonly name: 'internal' | 'external';
  readonly cases: readonly CaseRequest[];
}

/** Half of each are positive. External: two hospitals of which the model has seen nothing. */
export const cohorts: readonly Cohort[] = [
  { name: 'internal', cases: planCohort({ hospitals: ['A'], cases: 400, positiveFraction: 0.5, seed: 7001 }) },
  { name: 'external', cases: planCohort({ hospitals: ['B', 'C'], cases: 400, positiveFraction: 0.5, seed: 7002 }) },
];
