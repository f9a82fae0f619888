import { z } from 'zod';
import { caseChecksSchema } from './case-checks.schema.js';
import { identifierSchema } from './identifier.schema.js';
import { orientationSchema } from './orientation.schema.js';

/** Who reads. */
export const readersPlanSchema = z
  .object({
    planned: z.number().int().min(1).max(200),
    strata: z
      .array(
        z
          .object({
            id: identifierSchema,
            name: z.string().min(1).max(60),
            planned: z.number().int().min(1).max(200),
          })
          .strict(),
      )
      .min(2)
      .max(10)
      .optional()
      .meta({ description: 'Groups of readers, e.g. by experience; orders, arms and plots are balanced within each' }),
    replacement: z
      .object({
        rule: z.enum(['none', 'same-place']).meta({
          description:
            'none: a drop-out is not replaced; same-place: whoever replaces one, of the same stratum, takes the same arm, plot and order of conditions and reads all of its cases, newly shuffled',
        }),
        atMost: z.number().int().min(1).max(200).optional().meta({ description: 'Replacements in the whole study' }),
        reads: z
          .enum(['keep', 'leave-out'])
          .default('leave-out')
          .meta({ description: 'Whether the analysis keeps the reads of a reader who was replaced' }),
      })
      .strict()
      .optional()
      .meta({ description: 'What happens when a reader drops out; absent: no replacement' }),
  })
  .strict();

/** What is read. */
export const casesPlanSchema = z
  .object({
    planned: z.number().int().min(2).max(100_000).meta({ description: 'Without training and qualification cases' }),
    stacks: z.array(orientationSchema).min(1),
    checks: caseChecksSchema.optional().meta({ description: 'What a case must be like; absent: the usual checks' }),
    patients: z.enum(['one-case', 'several-cases']).default('one-case').meta({
      description:
        'one-case: two cases of one patient are refused; several-cases: allowed, and the analysis clusters by patient',
    }),
    attributes: z
      .array(z.object({ id: identifierSchema, name: z.string().min(1).max(60) }).strict())
      .max(20)
      .optional()
      .meta({ description: 'Attributes of cases beyond site and grade, given with the reference standard' }),
  })
  .strict();
