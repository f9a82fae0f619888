/**
 * What can be estimated, or why it cannot. Data never make this room throw and never yield NaN: a statistic that the
 * data do not determine is a value of its own, which a table prints as "not estimable: reason".
 */
export type Estimable<T extends object> = Estimated<T> | NotEstimable;

export type Estimated<T extends object> = { readonly status: 'estimated' } & Readonly<T>;

export interface NotEstimable {
  readonly status: 'not-estimable';
  readonly reason: string;
}

/** A value that the data determine. */
export function estimated<T extends object>(value: T): Estimated<T> {
  return { status: 'estimated', ...value };
}

/** Why the data do not determine a value, in words for a table. */
export function notEstimable(reason: string): NotEstimable {
  return { status: 'not-estimable', reason };
}

/** Tells a value from the reason why there is none. */
export function isEstimated<T extends object>(value: Estimable<T>): value is Estimated<T> {
  return value.status === 'estimated';
}
