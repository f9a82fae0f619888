/** Under these names an analysis holds texts for people; everything else in it is a number, a code or somebody's name. */
const spokenNames = new Set([
  'inference',
  'label',
  'measure',
  'method',
  'notes',
  'reason',
  'source',
  'title',
  'unit',
  'warnings',
]);

/**
 * An analysis with its texts in the language of the page.
 *
 * @param says a sentence in that language; one that it does not know comes back as it is
 */
export function spoken<Analysis>(analysis: Analysis, says: (sentence: string) => string): Analysis {
  return say(analysis, '', says) as Analysis;
}

function say(value: unknown, name: string, says: (sentence: string) => string): unknown {
  if (typeof value === 'string') return spokenNames.has(name) ? says(value) : value;
  if (Array.isArray(value)) return value.map((each) => say(each, name, says));
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, say(each, key, says)]));
}
