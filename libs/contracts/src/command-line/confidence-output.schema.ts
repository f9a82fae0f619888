import { z } from 'zod';
import { intervalSchema, provenance, reasonSchema } from './not-estimable.js';
import { randomEffectSchema } from './time-output.schema.js';

const logitEffect = z.object({
  term: z.string(),
  estimate: z.number(),
  se: z.number(),
  z: z.number(),
  p: z.number(),
  ci: intervalSchema,
});

/** Odds of higher confidence under a over those under b, and the model behind them. */
const odds = z.object({
  oddsRatio: z.number().nullable(),
  ci: intervalSchema.nullable(),
  logOdds: z.number().nullable().meta({ description: 'a minus b' }),
  se: z.number().nullable().meta({ description: 'Of the log odds' }),
  z: z.number().nullable(),
  p: z.number().nullable(),
  thresholds: z.array(logitEffect),
  fixed: z.array(logitEffect),
  random: z.array(randomEffectSchema),
  logLikelihood: z.number().nullable(),
  reason: reasonSchema,
});

/** `lectern analyze-confidence --json`. */
export const confidenceOutputSchema = z.object({
  metric: z.literal('confidence'),
  method: z.string(),
  strata: z
    .array(
      z.object({
        answers: z.enum(['all', 'right', 'wrong']),
        treatments: z.array(
          z.object({
            treatment: z.string(),
            reads: z.number().int(),
            mean: z.number().nullable(),
            counts: z.array(z.object({ confidence: z.number(), reads: z.number().int() })),
          }),
        ),
        comparisons: z.array(
          z.object({
            a: z.string(),
            b: z.string(),
            mixed: odds.meta({ description: 'Cumulative logit, random readers and cases' }),
            fixed: odds.meta({ description: 'Cumulative logit without random effects' }),
            readerLevel: z.object({
              estimate: z.number().nullable(),
              se: z.number().nullable(),
              df: z.number().nullable(),
              statistic: z.number().nullable(),
              p: z.number().nullable(),
              ci: intervalSchema.nullable(),
              reason: reasonSchema,
            }),
          }),
        ),
      }),
    )
    .meta({ description: 'All answers; where the file says which were right, those right and those wrong apart' }),
  ...provenance,
});
export type ConfidenceOutput = z.infer<typeof confidenceOutputSchema>;
