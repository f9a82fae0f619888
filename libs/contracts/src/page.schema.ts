import { z } from 'zod';

/** Parameters of a list that is answered a page at a time, in an order in which no item ever changes its place. */
export const pageRequestSchema = z.object({
  after: z
    .string()
    .max(300)
    .optional()
    .meta({ description: '`next` of the page before, as it was given; absent: the first page' }),
  limit: z.coerce.number().int().min(1).max(1000).default(200).meta({ description: 'Items of a page, at most' }),
});
export type PageRequest = z.output<typeof pageRequestSchema>;

/** A page of such a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'Value of `after` for the next page; null: this is the last' }),
  });

export interface Page<Item> {
  readonly items: Item[];
  readonly next: string | null;
}
