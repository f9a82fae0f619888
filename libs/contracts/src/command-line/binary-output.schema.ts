import { z } from 'zod';
import { mrmcOutputSchema } from './mrmc-output.schema.js';
import { intervalSchema, provenance, reasonSchema } from './not-estimable.js';

const pair = { a: z.string(), b: z.string() };
const proportion = { successes: z.number().int(), trials: z.number().int(), estimate: z.number().nullable() };

const coefficientSchema = z.object({
  term: z.string(),
  estimate: z.number(),
  se: z.number(),
  statistic: z.number(),
  df: z.number().nullable().meta({ description: 'null: compared with the normal distribution' }),
  p: z.number(),
  ci: intervalSchema,
});

/** Sensitivity or specificity: the primary inference, and what stands beside it. Differences are a minus b. */
const binaryEndpointSchema = z.object({
  primary: mrmcOutputSchema.meta({ description: 'Random readers and cases' }),
  treatments: z.array(z.object({ treatment: z.string(), ...proportion })),
  readers: z.array(
    z.object({
      reader: z.string(),
      treatment: z.string(),
      ...proportion,
      wilson: intervalSchema,
      exact: intervalSchema.meta({ description: 'Clopper-Pearson' }),
    }),
  ),
  obuchowski: z
    .array(
      z.object({
        ...pair,
        estimate: z.number().nullable(),
        se: z.number().nullable(),
        statistic: z.number().nullable(),
        p: z.number().nullable(),
        ci: intervalSchema.nullable(),
        clusters: z.number().int().nullable(),
        reason: reasonSchema,
      }),
    )
    .meta({ description: 'Clustered by case: fixed readers' }),
  raoScott: z.array(
    z.object({
      ...pair,
      statistic: z.number().nullable(),
      df: z.tuple([z.number(), z.number()]).nullable(),
      p: z.number().nullable(),
      designEffect: z.number().nullable(),
      reason: reasonSchema,
    }),
  ),
  gee: z.array(
    z.object({
      ...pair,
      clusteredBy: z.enum(['case', 'reader']),
      inference: z.string(),
      link: z.enum(['logit', 'identity', 'log']),
      coefficients: z.array(coefficientSchema).nullable().meta({ description: 'Term a: a against b' }),
      correlation: z.number().nullable(),
      clusters: z.number().int().nullable(),
      correction: z.enum(['none', 'mancl-derouen']).nullable(),
      reason: reasonSchema,
    }),
  ),
  mcnemar: z.array(
    z.object({
      reader: z.string(),
      ...pair,
      both: z.number().int(),
      onlyA: z.number().int(),
      onlyB: z.number().int(),
      neither: z.number().int(),
      estimate: z.number().nullable(),
      ci: intervalSchema.nullable(),
      statistic: z.number().nullable().meta({ description: 'Chi-squared, without continuity correction' }),
      p: z.number().nullable().meta({ description: 'Of the statistic' }),
      exactP: z.number().nullable(),
      midP: z.number().nullable(),
      reason: reasonSchema,
    }),
  ),
});
export type BinaryEndpoint = z.infer<typeof binaryEndpointSchema>;

/** `lectern analyze-binary --json`. */
export const binaryOutputSchema = z.object({
  metric: z.literal('binary'),
  decision: z.string().meta({ description: 'What counts as positive' }),
  sensitivity: binaryEndpointSchema.optional(),
  specificity: binaryEndpointSchema.optional(),
  ...provenance,
});
export type BinaryOutput = z.infer<typeof binaryOutputSchema>;
