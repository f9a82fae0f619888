/** Numbers as tables print them; no locale is asked. */
export const fixed = (value: number, digits: number): string => value.toFixed(digits).replace(/^-(0(?:\.0*)?)$/, '$1');

/** Three decimals, or "<0.001": a p value is never printed as 0. */
export const pValue = (p: number): string => (p < 0.001 ? '<0.001' : fixed(p, 3));

/** Four significant digits: for tables whose numbers have no scale in common. */
export const significant = (value: number): string => {
  const rounded = Number(value.toPrecision(4));
  return (Object.is(rounded, -0) ? 0 : rounded).toString().replace('-', '\u2212');
};

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] as string);
