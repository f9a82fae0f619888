import { seededRandom } from '@lectern/statistics';

/** An estimate with its 95% interval; null where it cannot be had from these cases. */
export interface IntervalEstimate {
  readonly estimate: number;
  readonly ci95: readonly [number, number];
  readonly method: string;
}

const DRAWS = 2000;

/** Bootstrap draws over patients leave out those in which a figure cannot be had; fewer than this share of figures gives no interval. */
const ENOUGH = 0.9;

/**
 * Percentile interval by resampling patients with all of their stacks, classes apart (Efron and Tibshirani 1993; clusters as in Rutter 2000, Acad Radiol 7:413).
 *
 * @param figure of a list of cases; undefined where it cannot be had
 */
export function bootstrapped<T extends { readonly positive: boolean }>(
  cases: readonly T[],
  figure: (cases: readonly T[]) => number | undefined,
): IntervalEstimate | null {
  const estimate = figure(cases);
  if (estimate === undefined) return null;
  const classes = [true, false].map((positive) => cases.filter((each) => each.positive === positive));
  const random = seededRandom('model evaluation');
  const values: number[] = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = classes.flatMap((some) => some.map(() => some[random.integer(some.length)] as T));
    const value = figure(drawn);
    if (value !== undefined) values.push(value);
  }
  if (values.length < ENOUGH * DRAWS) return null;
  values.sort((a, b) => a - b);
  const at = (share: number): number => values[Math.round(share * (values.length - 1))] as number;
  return { estimate, ci95: [at(0.025), at(0.975)], method: `bootstrap over patients, ${DRAWS} draws` };
}
