import { z } from 'zod';
import { analysisSchema } from './mrmc-output.schema.js';
import { provenance, reasonSchema } from './not-estimable.js';

const planned = {
  power: z.number().nullable(),
  se: z.number().nullable().meta({ description: 'Expected standard error of the difference' }),
  df: z.number().nullable().meta({ description: 'null: chi-squared, or normal' }),
  noncentrality: z.number().nullable(),
  reason: reasonSchema,
};

/** `lectern power --json`: power of each number of readers with each number of cases. */
export const powerOutputSchema = z.object({
  metric: z.literal('power'),
  method: z.string(),
  analysis: analysisSchema,
  endpoints: z.array(
    z.object({
      name: z.string(),
      effect: z.number().meta({ description: 'True difference of the two treatments' }),
      margin: z.number().nullable().meta({ description: 'Of non-inferiority; null: superiority' }),
      components: z.object({
        treatmentReader: z.number(),
        error: z.number(),
        cov1: z.number(),
        cov2: z.number(),
        cov3: z.number(),
        cases: z.number().meta({ description: 'All cases that the components were estimated or published for' }),
      }),
    }),
  ),
  correlation: z.number().nullable().meta({ description: 'Of the endpoints’ test statistics; null: one endpoint' }),
  grid: z.array(
    z.object({
      readers: z.number().int(),
      cases: z.number().int(),
      power: z.number().nullable().meta({ description: 'To show all endpoints' }),
      reason: reasonSchema,
      endpoints: z.array(z.object(planned)),
    }),
  ),
  target: z.number(),
  casesNeeded: z.array(
    z.object({
      readers: z.number().int(),
      cases: z.number().int().nullable(),
      power: z.number().nullable(),
      reason: reasonSchema,
    }),
  ),
  ...provenance,
});
export type PowerOutput = z.infer<typeof powerOutputSchema>;
