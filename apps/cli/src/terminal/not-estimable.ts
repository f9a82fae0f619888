type MaybeEstimated = { readonly status: 'estimated' } | { readonly status: 'not-estimable'; readonly reason: string };
type Numbers<V> = Extract<V, { readonly status: 'estimated' }>;
type OrNull<T, K extends keyof T> = { [P in K]: Mutable<T[P]> | null } & { reason?: string };
type Mutable<T> = T extends readonly [infer A, infer B] ? [A, B] : T;

/** The numbers of what may not be estimable: all null, with the reason, where it is not. */
export function orNull<V extends MaybeEstimated, const K extends keyof Numbers<V> & string>(
  value: V,
  keys: readonly K[],
): OrNull<Numbers<V>, K> {
  const from = value.status === 'estimated' ? (value as Numbers<V>) : undefined;
  const numbers = Object.fromEntries(keys.map((key) => [key, from?.[key] ?? null])) as OrNull<Numbers<V>, K>;
  return value.status === 'estimated' ? numbers : { ...numbers, reason: value.reason };
}

/** Plain data in which what is no finite number is null. */
export function jsonValue(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown; // which writes NaN and Infinity as null
}
