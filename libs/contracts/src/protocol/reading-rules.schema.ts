import { z } from 'zod';
import { orientationSchema } from './orientation.schema.js';

export const timingSchema = z
  .object({
    primary: z.enum(['active', 'elapsed']).default('active').meta({ description: 'The time that endpoints use' }),
    idleLimitSeconds: z.number().min(10).max(600).default(60),
    showProgress: z.enum(['count', 'count-and-remaining-time']).optional().meta({
      description: 'What the reader sees of the way ahead; absent: the count. Remaining time presses readers',
    }),
    dimWhenIdle: z.boolean().optional().meta({ description: 'Dim the page when idle; absent: never' }),
  })
  .strict();

/** How fast a reader may go, and when to rest. What is absent is not limited. */
export const paceSchema = z
  .object({
    readsPerDay: z.number().int().min(1).max(10_000).optional(),
    minutesPerDay: z.number().min(1).max(1440).optional().meta({ description: 'Active minutes' }),
    breakAfterMinutes: z
      .number()
      .min(1)
      .max(600)
      .optional()
      .meta({ description: 'Active minutes at a stretch after which a break is due' }),
    breakMinutes: z.number().min(1).max(240).optional().meta({ description: 'How long a break lasts at least' }),
    readLimitSeconds: z
      .number()
      .min(5)
      .max(7200)
      .optional()
      .meta({ description: 'Active time of a read after which its answer must be submitted; late ones are flagged' }),
  })
  .strict();

/** On what cases are to be read. Reads on less are not barred but noted as deviations. */
export const displayRequirementSchema = z
  .object({
    width: z.number().int().min(1).max(20_000).optional().meta({ description: 'Of the page, device pixels' }),
    height: z.number().int().min(1).max(20_000).optional(),
    darkSteps: z.number().int().min(1).max(8).optional().meta({
      description: 'How many of eight near-black squares the reader must see on black; not checked counts as none',
    }),
    roomLight: z.enum(['dim', 'ordinary']).optional().meta({ description: 'The brightest that is allowed' }),
  })
  .strict();
export type DisplayRequirement = z.infer<typeof displayRequirementSchema>;

const key = z
  .string()
  .regex(/^([A-Z?]|Enter|Escape|Arrow(Up|Down|Left|Right)|F[1-9])$/, 'a capital letter, ? or the name of a key');

/** The acts of the reading room that have a key, and that a protocol may give another one. */
export const readingActSchema = z.enum([
  'present',
  'absent',
  'submit',
  'next-question',
  'previous-question',
  'ai',
  'opacity',
  'mark',
  'extend',
  'erase-mark',
  'undo-mark',
  'measure',
  'window',
  'preset',
  'zoom',
  'pan',
  'scroll',
  'slice-back',
  'slice-on',
  'next-stack',
  'previous-stack',
  'layout',
  'lines',
  'crosshair',
  'reset',
  'pause',
  'instructions',
  'report',
  'keys',
  'leave',
]);
export type ReadingAct = z.infer<typeof readingActSchema>;

export const keyBindingsSchema = z.partialRecord(readingActSchema, key);

/** How the images are hung. */
export const hangingSchema = z
  .object({
    layout: z.enum(['row', 'focus', 'single']).default('row').meta({
      description: 'row: all stacks side by side; focus: one large, the others small; single: one at a time',
    }),
    focus: orientationSchema.optional().meta({ description: 'The stack that is large or first; absent: the first' }),
    referenceLines: z.boolean().default(false),
    windows: z
      .array(
        z
          .object({
            name: z.string().min(1).max(40),
            center: z.number(),
            width: z.number().positive(),
          })
          .strict(),
      )
      .max(9)
      .default([])
      .meta({ description: 'Window presets; the first is applied when a case opens' }),
  })
  .strict();
export type Hanging = z.infer<typeof hangingSchema>;
