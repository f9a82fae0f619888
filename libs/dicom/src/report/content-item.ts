import type { Dataset, Tag } from '../dataset.js';
import type { Code } from '../segmentation/codes.js';
import { itemsOf, textOf } from '../values.js';

/** Code of an item's concept name or value; undefined where it has none. */
export function codeIn(item: Dataset, tag: Tag): Code | undefined {
  const [coded] = itemsOf(item, tag);
  const [value, scheme] = [coded && textOf(coded, '00080100'), coded && textOf(coded, '00080102')];
  if (!coded || value === undefined || scheme === undefined) return undefined;
  return { value, scheme, meaning: textOf(coded, '00080104') ?? '' };
}

export const conceptOf = (item: Dataset): Code | undefined => codeIn(item, '0040A043');
export const valueTypeOf = (item: Dataset): string => textOf(item, '0040A040') ?? '';
export const childrenOf = (item: Dataset): readonly Dataset[] => itemsOf(item, '0040A730');

export const isCode = (code: Code | undefined, wanted: Code): boolean =>
  code?.value === wanted.value && code.scheme === wanted.scheme;

/** An item and everything below it, depth first. */
export function* withDescendants(item: Dataset): Generator<Dataset> {
  yield item;
  for (const child of childrenOf(item)) yield* withDescendants(child);
}
