import type { Protocol } from '@lectern/contracts';

/** A broken rule: where in the protocol, and what to do about it. */
export interface BrokenRule {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Something between the parts of a protocol that its schema cannot say. @returns what breaks it */
export type Rule = (protocol: Protocol) => readonly BrokenRule[];

export const broken = (path: readonly (string | number)[], message: string): BrokenRule[] => [{ path, message }];

/** The one that names what does not exist, with what does. */
export function unknownName(
  path: readonly (string | number)[],
  name: string,
  known: readonly string[],
  kind: string,
): BrokenRule[] {
  return known.includes(name) ? [] : broken(path, `names no ${kind}; there are ${known.join(', ') || 'none'}`);
}

export function repeatedIds(items: readonly { readonly id: string }[], ...path: readonly string[]): BrokenRule[] {
  return items.flatMap(({ id }, index) =>
    items.findIndex((other) => other.id === id) < index
      ? broken([...path, index, 'id'], `'${id}' stands twice; ids must differ`)
      : [],
  );
}
