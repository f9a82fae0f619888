import { z } from 'zod';
import { intervalSchema, provenance, reasonSchema } from './not-estimable.js';

/** One fixed effect of a mixed model; `df` of its t test (Satterthwaite). */
export const fixedEffectSchema = z.object({
  term: z.string(),
  estimate: z.number(),
  se: z.number(),
  df: z.number(),
  t: z.number(),
  p: z.number(),
  ci: intervalSchema,
});

export const randomEffectSchema = z.object({ group: z.string(), sd: z.number() });

const ratio = {
  a: z.string(),
  b: z.string(),
  ratio: z.number().nullable().meta({ description: 'Geometric mean time under a over that under b' }),
  ci: intervalSchema.nullable(),
  logEstimate: z.number().nullable().meta({ description: 'log(ratio): a minus b on the log scale' }),
  se: z.number().nullable().meta({ description: 'Of log(ratio)' }),
  df: z.number().nullable(),
  t: z.number().nullable(),
  p: z.number().nullable(),
  reason: reasonSchema,
};

/** `lectern analyze-time --json`: the mixed model of log seconds, and what is said with it. */
export const timeOutputSchema = z.object({
  metric: z.literal('time'),
  unit: z.literal('s'),
  method: z.string(),
  formula: z.string(),
  fixed: z.array(fixedEffectSchema).meta({ description: 'Treatments against the first of the file; log seconds' }),
  random: z.array(randomEffectSchema),
  reml: z.number().nullable().meta({ description: 'REML criterion' }),
  reason: reasonSchema,
  treatments: z.array(
    z.object({
      treatment: z.string(),
      reads: z.number().int(),
      median: z.number().nullable(),
      quartiles: intervalSchema.nullable(),
      geometricMean: z.number().nullable(),
      ci: intervalSchema.nullable(),
      df: z.number().nullable(),
      reason: reasonSchema,
    }),
  ),
  ratios: z.array(z.object(ratio)),
  readerLevel: z
    .array(
      z.object({
        a: z.string(),
        b: z.string(),
        test: z.enum(['paired t', 'Wilcoxon signed rank']),
        estimate: z.number().nullable(),
        statistic: z.number().nullable(),
        df: z.number().nullable(),
        p: z.number().nullable(),
        reason: reasonSchema,
      }),
    )
    .meta({ description: 'Readers’ mean log seconds, a minus b, without a model' }),
  carryOver: z.object({ effects: z.array(fixedEffectSchema), reason: reasonSchema }),
  sensitivity: z.array(z.object({ rule: z.string(), ...ratio })),
  flagged: z.array(
    z.object({
      rule: z.string(),
      reader: z.string(),
      treatment: z.string(),
      case: z.string(),
      value: z.number().nullable(),
      reason: z.string(),
    }),
  ),
  ...provenance,
});
export type TimeOutput = z.infer<typeof timeOutputSchema>;
