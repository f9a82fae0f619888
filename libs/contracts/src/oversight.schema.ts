import { z } from 'zod';

/** Which read: never of which case, in which condition, or how it was answered. */
const placeSchema = z.object({
  reader: z.number().int().meta({ description: 'Number in the roster' }),
  session: z.number().int(),
  position: z.number().int(),
});

/** What a coordinator watches over while a study is read. Nothing is split by condition or truth, and no read is timed alone. */
export const oversightSchema = z.object({
  days: z
    .array(z.object({ date: z.iso.date(), reader: z.number().int(), submitted: z.number().int() }))
    .meta({ description: 'Reads submitted by day (UTC) and reader, in this order' }),
  unusual: z
    .array(placeSchema.extend({ time: z.enum(['fast', 'slow']) }))
    .meta({ description: 'Reads whose active time stands far apart from all others of the study' }),
  compared: z.number().int().meta({ description: 'Reads among which unusual ones were looked for' }),
  excused: z.number().int(),
  problems: z.object({ open: z.number().int(), resolved: z.number().int() }),
  deviations: z.number().int(),
  deviationsByKind: z.array(
    z.object({ kind: z.string(), found: z.enum(['system', 'person']), count: z.number().int() }),
  ),
});
export type Oversight = z.infer<typeof oversightSchema>;
