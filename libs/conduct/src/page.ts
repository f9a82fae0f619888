import type { Page, PageRequest } from '@lectern/contracts';
import type { Seek } from '@lectern/records';
import { z } from 'zod';
import { Invalid } from './errors.js';

/** One list that is answered a page at a time: by which key of its rows it is ordered, and how an item is shown. */
export interface PagedList<Row, Key, Item> {
  /** How the key is written in a cursor; it must read what JSON makes of a key. */
  readonly key: z.ZodType<Key>;
  keyOf(row: Row): Key;
  /** Rows after the key, in order. */
  rows(seek: Seek<Key>): Promise<Row[]>;
  view(row: Row): Item;
}

/** @throws Invalid `bad-cursor` */
export async function pageOfList<Row, Key, Item>(
  { key, keyOf, rows, view }: PagedList<Row, Key, Item>,
  { after, limit }: PageRequest,
): Promise<Page<Item>> {
  const found = await rows({ after: after === undefined ? null : read(key, after), take: limit + 1 });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), next: last && found.length > limit ? written(keyOf(last)) : null };
}

/** Key of a list in order of time. */
export const instantKey = z.object({ at: z.coerce.date(), id: z.string() });

const written = (key: unknown): string => Buffer.from(JSON.stringify(key, bigintAsText)).toString('base64url');

const bigintAsText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}` : value);

function read<Key>(schema: z.ZodType<Key>, cursor: string): Key {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new Invalid(
      'bad-cursor',
      'This is not where a page of this list ends',
      'Give `next` of the page before as it was, or leave `after` out for the first page.',
    );
  }
}
