import { z } from 'zod';
import { identifierSchema } from './identifier.schema.js';

export const washoutSchema = z
  .object({
    days: z
      .number()
      .min(0)
      .max(365)
      .default(28)
      .meta({ description: 'Least time between two reads of the same case by the same reader' }),
    justification: z.string().max(1000).optional().meta({ description: 'Required below 28 days' }),
  })
  .strict();

/** Reads of the same case by the same reader in the same condition, for agreement of readers with themselves. */
const repeatsSchema = z
  .object({
    cases: z.number().int().min(1).max(10_000).meta({ description: 'How many cases each reader reads again' }),
    conditions: z
      .array(identifierSchema)
      .min(1)
      .optional()
      .meta({ description: 'Of a crossover: in which conditions; absent: in each' }),
    place: z.enum(['own-sessions', 'same-session']).default('own-sessions').meta({
      description:
        'own-sessions: after the others, one session a condition, a washout later; same-session: in the session of the first read, at least `separation` reads later',
    }),
    washout: washoutSchema
      .optional()
      .meta({ description: 'Before own sessions; absent: that of the design, or 28 days' }),
    justification: z
      .string()
      .max(1000)
      .optional()
      .meta({ description: 'Required for same-session, where no washout lies between two reads of a case' }),
  })
  .strict();

const sessions = z
  .number()
  .int()
  .min(1)
  .max(60)
  .meta({ description: 'Reading sessions of each reader, without training, qualification and repeats' });

const shared = {
  sessions,
  order: z.enum(['blocked', 'mixed']).default('blocked').meta({
    description: 'blocked: reads of one condition stand together in a session; mixed: conditions alternate at random',
  }),
  blockSize: z
    .number()
    .int()
    .min(2)
    .max(500)
    .optional()
    .meta({ description: 'Most reads of a block; longer ones are divided evenly. A pause is offered between blocks' }),
  separation: z.number().int().min(0).max(10_000).default(0).meta({
    description: 'Least number of other reads between two reads of the same case wherever no washout lies between them',
  }),
  stratify: z
    .array(z.string().min(1).max(60))
    .max(4)
    .default(['truth', 'site'])
    .meta({ description: "What the randomisation balances: 'truth', 'site', 'grade' or case attributes by name" }),
  repeats: repeatsSchema.optional(),
};

const subset = {
  casesPerReader: z.number().int().min(2).max(100_000).optional().meta({
    description: 'Each reader reads this many of the cases, each case being read equally often; absent: all',
  }),
};

const stages = z
  .array(identifierSchema)
  .min(2)
  .meta({ description: 'Conditions in the order in which they are revealed; each answer is locked before the next' });

const counterbalance = z.enum(['within-session', 'between-readers']).default('within-session').meta({
  description:
    'within-session: each session has every condition, on different cases; between-readers: a session has one condition and readers differ in the order. Orders are the rows of a Williams square',
});

/** Every reader reads every case once in each condition, conditions of a case apart by the washout. */
export const crossoverDesignSchema = z
  .object({ kind: z.literal('crossover'), washout: washoutSchema, counterbalance, ...shared, ...subset })
  .strict();

/** Every case is read once: the first answer is locked, then the next condition is revealed and the answer given again. */
export const sequentialDesignSchema = z
  .object({ kind: z.literal('sequential'), stages, ...shared, ...subset })
  .strict();

/** Every reader reads every case once, in one condition shown from the start; conditions go side by side in the same sessions. */
export const concurrentDesignSchema = z.object({ kind: z.literal('concurrent'), ...shared, ...subset }).strict();

/** Each reader is randomised to one condition and reads every case in it. */
export const parallelDesignSchema = z.object({ kind: z.literal('parallel'), ...shared, ...subset }).strict();

/** Cases and readers are divided into plots; within its plot each group of readers reads every case, crossed over or in stages. */
export const splitPlotDesignSchema = z
  .object({
    kind: z.literal('split-plot'),
    plots: z.number().int().min(2).max(50),
    within: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('crossover'), washout: washoutSchema, counterbalance }).strict(),
      z.object({ kind: z.literal('sequential'), stages }).strict(),
    ]),
    ...shared,
  })
  .strict();

export const designSchema = z.discriminatedUnion('kind', [
  crossoverDesignSchema,
  sequentialDesignSchema,
  concurrentDesignSchema,
  parallelDesignSchema,
  splitPlotDesignSchema,
]);
export type Design = z.infer<typeof designSchema>;
export type DesignKind = Design['kind'];
