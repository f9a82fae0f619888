import { z } from 'zod';
import { dicomUidSchema } from './ids.js';
import { orientationSchema } from './protocol/orientation.schema.js';

const at = {
  atMillis: z
    .number()
    .nonnegative()
    .meta({ description: 'Browser time, ms since 1970 with fraction, monotonic within a page' }),
};

/**
 * What a page reports of one read; the raw material of reading times (libs/reading). `activity` is any input (pointer, key, wheel) in page or viewer,
 * at most one a second, and the last before a pause.
 */
export const readingEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('page-opened'), ...at }).strict(),
  z
    .object({
      kind: z.literal('display'),
      ...at,
      width: z.number().nonnegative().meta({ description: 'Of the page, CSS pixels' }),
      height: z.number().nonnegative(),
      pixelRatio: z.number().positive().meta({ description: 'Device pixels a CSS pixel' }),
      darkStepsSeen: z
        .number()
        .int()
        .min(0)
        .max(8)
        .nullable()
        .meta({ description: 'How many of eight near-black squares the reader saw on black; null: not checked' }),
      roomLight: z.enum(['dim', 'ordinary', 'bright']).nullable().meta({ description: 'As the reader said' }),
    })
    .strict(),
  z.object({ kind: z.literal('first-image'), ...at, loadMillis: z.number().nonnegative().optional() }).strict(),
  z.object({ kind: z.literal('overlay-shown'), ...at }).strict(),
  z.object({ kind: z.literal('overlay-hidden'), ...at }).strict(),
  z.object({ kind: z.literal('hidden'), ...at }).strict(),
  z.object({ kind: z.literal('visible'), ...at }).strict(),
  z.object({ kind: z.literal('paused'), ...at }).strict(),
  z.object({ kind: z.literal('resumed'), ...at }).strict(),
  z.object({ kind: z.literal('activity'), ...at }).strict(),
  z
    .object({ kind: z.literal('slice'), ...at, orientation: orientationSchema, sopInstanceUid: dicomUidSchema })
    .strict(),
  z
    .object({ kind: z.literal('window'), ...at, orientation: orientationSchema, width: z.number(), center: z.number() })
    .strict(),
  z.object({ kind: z.literal('answered'), ...at, question: z.string().max(40) }).strict(),
  z.object({ kind: z.literal('mark-added'), ...at, mark: z.string().max(64) }).strict(),
  z.object({ kind: z.literal('mark-removed'), ...at, mark: z.string().max(64) }).strict(),
  z.object({ kind: z.literal('submit'), ...at }).strict(),
  z
    .object({ kind: z.literal('sent'), ...at })
    .strict()
    .meta({ description: 'The batch is handed over: by it the page’s clock is laid over the server’s' }),
]);
export type ReadingEvent = z.infer<typeof readingEventSchema>;

/** Events in the order in which they happened; a batch is identified by (read, lease, sequence) and may be sent again. */
export const eventBatchSchema = z
  .object({
    lease: z.number().int().positive(),
    sequence: z.number().int().nonnegative(),
    events: z.array(readingEventSchema).min(1).max(500),
  })
  .strict();
export type EventBatch = z.infer<typeof eventBatchSchema>;

/** Times of one read in milliseconds, derived from its events and bounded by the server's clock. */
export const readTimesSchema = z
  .object({
    elapsedMillis: z.number().nonnegative().nullable().meta({ description: 'First image shown to submit' }),
    activeMillis: z
      .number()
      .nonnegative()
      .nullable()
      .meta({ description: 'Elapsed without hidden, paused and idle time' }),
    activeByIdleLimit: z
      .record(z.string(), z.number().nonnegative())
      .meta({ description: 'Active time at idle limits of 30, 60 and 120 s and none' }),
    overlayMillis: z.number().nonnegative().meta({ description: 'Time in which the AI overlay was visible' }),
    findings: z
      .array(
        z.object({
          finding: z.string(),
          firstMarkMillis: z.number().nonnegative().meta({ description: 'Active time until its first mark' }),
          spentMillis: z
            .number()
            .nonnegative()
            .meta({ description: 'Active time since the mark before, over its marks' }),
        }),
      )
      .default([])
      .meta({ description: 'Times of the findings that were marked' }),
    flags: z.array(z.string()),
  })
  .strict();
export type ReadTimes = z.infer<typeof readTimesSchema>;
