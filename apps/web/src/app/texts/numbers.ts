/** A hyphen is no minus. */
const withMinus = (digits: string): string => digits.replace(/^-/, '\u2212');

export const fixed = (value: number, decimals: number): string => withMinus(value.toFixed(decimals));

/** Both ends of an interval on one line, apart by a comma: a dash would be read as a minus. */
export const limits = ([low, high]: readonly [number, number], decimals: number): string =>
  `${fixed(low, decimals)},\u00a0${fixed(high, decimals)}`;

/** `p = 0.031` on one line; never nought. */
export const formatP = (p: number): string => (p < 0.001 ? 'p\u00a0<\u00a00.001' : `p\u00a0=\u00a0${p.toFixed(3)}`);
