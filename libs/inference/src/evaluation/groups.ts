import type { CaseMeasurement } from './measurement.js';
import { type EvaluationSummary, summarise } from './summarise.js';

/** Figures of all examinations and of each group of them. */
export interface Evaluation extends EvaluationSummary {
  readonly by: {
    readonly hospital: Readonly<Record<string, EvaluationSummary>>;
    /** Each grade's positives against all negatives. */
    readonly grade: Readonly<Record<string, EvaluationSummary>>;
    readonly gestationalAge: Readonly<Record<string, EvaluationSummary>>;
  };
}

/** First and last completed weeks of the groups. */
const AGES: readonly (readonly [number, number])[] = [
  [20, 23],
  [24, 27],
  [28, 31],
  [32, 38],
];

/** All figures of an evaluation; groups without any case are left out. */
export function evaluate(cases: readonly CaseMeasurement[]): Evaluation {
  const hospitals = [...new Set(cases.map(({ hospital }) => hospital))].sort();
  const negatives = cases.filter(({ positive }) => !positive);
  return {
    ...summarise(cases),
    by: {
      hospital: groups(hospitals.map((name) => [name, cases.filter(({ hospital }) => hospital === name)])),
      grade: groups(
        [1, 2, 3, 4].map((grade) => {
          const own = cases.filter((each) => each.grade === grade);
          return [`${grade}`, own.length ? [...own, ...negatives] : []];
        }),
      ),
      gestationalAge: groups(
        AGES.map(([first, last]) => [
          `${first}-${last} weeks`,
          cases.filter(({ gestationalAgeWeeks: weeks }) => weeks >= first && weeks < last + 1),
        ]),
      ),
    },
  };
}

function groups(parts: readonly (readonly [string, readonly CaseMeasurement[]])[]): Record<string, EvaluationSummary> {
  return Object.fromEntries(
    parts.filter(([, cases]) => cases.length > 0).map(([name, cases]) => [name, summarise(cases)]),
  );
}
