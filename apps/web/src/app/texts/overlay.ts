/** A dictionary that may lack words: those are taken from the one below it. */
export type Partly<T> = {
  readonly [K in keyof T]?: T[K] extends (...args: never[]) => unknown
    ? T[K]
    : T[K] extends string
      ? string
      : Partly<T[K]>;
};

/** The words of `above`, and where it has none those of `below`. */
export function overlay<T extends object>(below: T, above: Partly<T>): T {
  const upper = above as Readonly<Record<string, unknown>>;
  const entries = Object.entries(below).map(([key, word]) => {
    const other = upper[key];
    if (typeof word === 'object' && word !== null && typeof other === 'object' && other !== null)
      return [key, overlay(word, other)];
    return [key, other ?? word];
  });
  const more = Object.entries(upper).filter(([key]) => !(key in below)); // words for codes that the lower one leaves bare
  return Object.fromEntries([...entries, ...more]) as T;
}

/** Paths of the words of `below` that `above` does not have; words that are the same in every language need none. */
export function missingWords(below: object, above: object, same: ReadonlySet<string>, path = ''): string[] {
  const upper = above as Readonly<Record<string, unknown>>;
  return Object.entries(below).flatMap(([key, word]) => {
    const here = path ? `${path}.${key}` : key;
    if (same.has(here)) return [];
    const other = upper[key];
    if (typeof word === 'object' && word !== null)
      return missingWords(word as object, typeof other === 'object' && other !== null ? other : {}, same, here);
    return other === undefined ? [here] : [];
  });
}
