import type { ModelEvaluation } from '@lectern/contracts';

type Examination = ModelEvaluation['cases'][number];

export const truths = ['positive', 'negative'] as const;
export const outcomes = ['right', 'missed', 'falsePositive'] as const;
export const flags = ['foreign', 'usual'] as const;
export type Outcome = (typeof outcomes)[number];

/** Which examinations of an evaluation are looked at; null: all. `foreign`: unlike the images that the model was calibrated on. */
export interface ExaminationFilter {
  readonly truth: (typeof truths)[number] | null;
  readonly outcome: Outcome | null;
  readonly flag: (typeof flags)[number] | null;
}

export function outcomeOf({ called, positive }: Pick<Examination, 'called' | 'positive'>): Outcome {
  if (called === positive) return 'right';
  return called ? 'falsePositive' : 'missed';
}

export const matches = (each: Examination, { truth, outcome, flag }: ExaminationFilter): boolean =>
  (truth === null || each.positive === (truth === 'positive')) &&
  (outcome === null || outcomeOf(each) === outcome) &&
  (flag === null || each.foreign === (flag === 'foreign'));

/** The filter that an address names; what it does not know is as if it were not said. */
export function filterOf(said: (name: string) => string | null): ExaminationFilter {
  const oneOf = <Value extends string>(values: readonly Value[], name: string): Value | null =>
    values.find((value) => value === said(name)) ?? null;
  return { truth: oneOf(truths, 'truth'), outcome: oneOf(outcomes, 'outcome'), flag: oneOf(flags, 'flag') };
}
