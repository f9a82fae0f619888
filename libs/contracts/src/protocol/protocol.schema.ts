import { z } from 'zod';
import { questionSchema } from './question.schema.js';

const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, beginning with a letter');

/** What of an AI result a condition shows. */
export const aiDisplaySchema = z.enum(['score', 'segmentation']);

/** How a case is read: unaided, or aided by one named model version. */
export const conditionSchema = z
  .object({
    id: identifier,
    name: z.string().min(1).max(60),
    ai: z
      .object({ model: z.string().min(1), version: z.string().min(1), shows: z.array(aiDisplaySchema).min(1) })
      .strict()
      .optional(),
  })
  .strict();
export type Condition = z.infer<typeof conditionSchema>;

export const orientationSchema = z.enum(['axial', 'coronal', 'sagittal']);
export type Orientation = z.infer<typeof orientationSchema>;

export const washoutSchema = z
  .object({ days: z.number().min(0).max(365).default(28), justification: z.string().max(1000).optional() })
  .strict();

/** Every reader reads every case in every condition, one condition a session and case, sessions apart by the washout. */
export const crossoverDesignSchema = z
  .object({ kind: z.literal('crossover'), sessions: z.number().int().min(2).max(8), washout: washoutSchema })
  .strict();

export const timingSchema = z
  .object({
    primary: z.enum(['active', 'elapsed']).default('active'),
    idleLimitSeconds: z.number().min(10).max(600).default(60),
  })
  .strict();

export const endpointSchema = z
  .object({
    id: identifier,
    figure: z.enum(['sensitivity', 'specificity', 'auc', 'time', 'confidence']),
    role: z.enum(['primary', 'secondary']),
    question: identifier.optional(),
    hypothesis: z.enum(['superiority', 'non-inferiority', 'estimation']).default('estimation'),
    margin: z.number().min(0).optional(),
  })
  .strict();

export const analysisPlanSchema = z
  .object({
    comparison: z.object({ from: identifier, to: identifier }).strict(),
    alpha: z.number().gt(0).lt(0.5).default(0.05),
    endpoints: z.array(endpointSchema).min(1),
  })
  .strict();

/** A study protocol as written, format version 1. Rules between its parts are checked by `libs/protocol`. */
export const protocolSchema = z
  .object({
    lectern: z.literal(1),
    title: z.string().min(3).max(200),
    summary: z.string().max(4000).optional(),
    target: z.string().min(1).max(120),
    conditions: z.array(conditionSchema).min(2).max(8),
    design: z.discriminatedUnion('kind', [crossoverDesignSchema]),
    readers: z.object({ planned: z.number().int().min(1).max(200) }).strict(),
    cases: z
      .object({ planned: z.number().int().min(2).max(100000), stacks: z.array(orientationSchema).min(1) })
      .strict(),
    questions: z.array(questionSchema).min(1).max(40),
    timing: timingSchema.prefault({}),
    instructions: z.string().max(20000).optional(),
    analysis: analysisPlanSchema,
  })
  .strict();
export type Protocol = z.infer<typeof protocolSchema>;
