import { hmacSha256 } from '@lectern/evidence';

/** Without what is easily taken for another (0 O, 1 I L, 2 Z, 5 S, 8 B, U V) and without vowels, so that no label is a word. */
const alphabet = '34679CDFGHJKMNPQRTVWX';
const letters = 4;

/**
 * Opaque case labels of one session of one reader, e.g. `C-7F3K`: no two alike in it, and without the key nothing says which labels of different readers
 * or sessions are the same case. Made again from the same key, byte for byte.
 *
 * @param cases distinct names of cases, in any order
 */
export function caseLabels(
  key: string,
  reader: number,
  session: number,
  cases: readonly string[],
): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of [...cases].sort()) {
    const label = firstFree(taken, (attempt) =>
      labelOf(hmacSha256(key, `case-label ${reader} ${session} ${attempt} ${name}`)),
    );
    taken.add(label);
    labels.set(name, label);
  }
  return labels;
}

function firstFree(taken: ReadonlySet<string>, make: (attempt: number) => string): string {
  for (let attempt = 0; ; attempt++) {
    const label = make(attempt);
    if (!taken.has(label)) return label;
  }
}

/** 48 bits of the digest: four letters take less than 18 of them, so the bias is below 2^-30. */
function labelOf(digest: Uint8Array): string {
  let number = digest.slice(0, 6).reduce((value, byte) => value * 256 + byte, 0);
  let label = '';
  for (let i = 0; i < letters; i++) {
    label += alphabet[number % alphabet.length];
    number = Math.floor(number / alphabet.length);
  }
  return `C-${label}`;
}
