import { z } from 'zod';
import { analysisPlanSchema } from './analysis-plan.schema.js';
import { conditionSchema } from './condition.schema.js';
import { designSchema } from './design.schema.js';
import { qualificationSchema, readerDocumentSchema, trainingSchema } from './preparation.schema.js';
import { questionSchema } from './question.schema.js';
import {
  displayRequirementSchema,
  hangingSchema,
  keyBindingsSchema,
  paceSchema,
  timingSchema,
} from './reading-rules.schema.js';
import { casesPlanSchema, readersPlanSchema } from './roster.schema.js';
import { truthingSchema } from './truthing.schema.js';

/** A study protocol as written, format version 1. Rules between its parts are checked by `libs/protocol`. */
export const protocolSchema = z
  .object({
    lectern: z.literal(1).meta({ description: 'Version of this format' }),
    title: z.string().min(3).max(200),
    summary: z.string().max(4000).optional(),
    target: z.string().min(1).max(120).meta({ description: 'The finding that readers look for' }),
    conditions: z.array(conditionSchema).min(2).max(12),
    design: designSchema,
    readers: readersPlanSchema,
    cases: casesPlanSchema,
    documents: z
      .array(readerDocumentSchema)
      .max(10)
      .optional()
      .meta({ description: 'What readers sign before the first read' }),
    training: trainingSchema.optional(),
    qualification: qualificationSchema.optional(),
    questions: z.array(questionSchema).min(1).max(40),
    hanging: hangingSchema.optional(),
    display: displayRequirementSchema.optional(),
    keys: keyBindingsSchema.optional().meta({ description: 'Other keys than the usual ones, by act' }),
    timing: timingSchema.prefault({}),
    pace: paceSchema.optional(),
    instructions: z.string().max(20_000).optional(),
    truthing: truthingSchema
      .optional()
      .meta({ description: 'A panel sets the reference standard; absent: it is imported' }),
    analysis: analysisPlanSchema,
  })
  .strict();
export type Protocol = z.infer<typeof protocolSchema>;
