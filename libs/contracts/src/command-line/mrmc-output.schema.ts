import { z } from 'zod';
import { intervalSchema, provenance, reasonSchema } from './not-estimable.js';

/** RR: random readers and cases; F: fixed. Readers first. */
export const analysisSchema = z.enum(['RRRC', 'FRRC', 'RRFC']);

const inference = {
  estimate: z.number().nullable(),
  se: z.number().nullable(),
  df: z.number().nullable().meta({ description: 'Of Student’s t; null where the normal distribution is used' }),
  statistic: z.number().nullable(),
  p: z.number().nullable().meta({ description: 'Two-sided, against a difference of zero' }),
  ci: intervalSchema.nullable(),
  reason: reasonSchema,
};

/** `lectern analyze --json`: treatments in the order of the file, differences a minus b. */
export const mrmcOutputSchema = z.object({
  metric: z.string(),
  method: z.enum(['or', 'ustat']),
  covariance: z.string().meta({ description: 'How the variation over cases was estimated' }),
  figure: z.string().meta({ description: 'The figure of merit in full, e.g. sensitivity(rating>=3)' }),
  design: z.string(),
  counts: z.object({
    readers: z.number().int(),
    treatments: z.number().int(),
    positives: z.number().int(),
    negatives: z.number().int(),
    reads: z.number().int(),
  }),
  readers: z.array(
    z.object({
      reader: z.string(),
      treatment: z.string(),
      estimate: z.number().nullable(),
      se: z.number().nullable(),
      reason: reasonSchema,
    }),
  ),
  treatments: z.array(
    z.object({
      treatment: z.string(),
      estimate: z.number().nullable(),
      se: z.number().nullable(),
      df: z.number().nullable(),
      ci: intervalSchema.nullable(),
      reason: reasonSchema,
    }),
  ),
  differences: z.array(z.object({ analysis: analysisSchema, a: z.string(), b: z.string(), ...inference })),
  tests: z.array(
    z.object({
      analysis: analysisSchema,
      statistic: z.number().nullable().meta({ description: 'F; chi-squared where df2 is null' }),
      df1: z.number().nullable(),
      df2: z.number().nullable(),
      p: z.number().nullable(),
      reason: reasonSchema,
    }),
  ),
  varianceComponents: z.record(z.string(), z.json()),
  ...provenance,
});
export type MrmcOutput = z.infer<typeof mrmcOutputSchema>;
