/** How numbers are printed for people; JSON has them in full. */

export const NONE = '-';

/** Figures of merit, differences, standard errors. */
export function fixed(value: number | null, decimals = 4): string {
  return value === null ? NONE : value.toFixed(decimals).replace(/^-(0(?:\.0+)?)$/, '$1');
}

/** Variance components, which are small. */
export function significant(value: number): string {
  return value === 0 ? '0' : value.toPrecision(4);
}

/** Infinite where the normal distribution is used. */
export function degreesOfFreedom(df: number | null): string {
  return df === null ? 'inf' : df.toFixed(2);
}

export function pValue(p: number | null): string {
  if (p === null) return NONE;
  return p < 0.0001 ? '<0.0001' : p.toFixed(4);
}

export function interval(ci: readonly [number, number] | null, decimals = 4): string {
  return ci === null ? NONE : `${fixed(ci[0], decimals)} to ${fixed(ci[1], decimals)}`;
}

/** `95%` for an alpha of 0.05. */
export function confidenceLevel(alpha: number): string {
  return `${Number((100 * (1 - alpha)).toFixed(4))}%`;
}
