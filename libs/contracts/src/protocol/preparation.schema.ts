import { z } from 'zod';
import { identifierSchema } from './identifier.schema.js';

const shared = {
  cases: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .meta({ description: 'Cases set apart for this; their reads never enter the analysis' }),
  conditions: z
    .array(identifierSchema)
    .min(1)
    .optional()
    .meta({ description: 'In which conditions the cases are read, in turn; absent: in every one of the design' }),
};

/** Practice before the study. */
export const trainingSchema = z
  .object({
    ...shared,
    feedback: z.boolean().default(true).meta({ description: 'Show the reference standard after each submission' }),
  })
  .strict();

/** A test that a reader must pass before the study. */
export const qualificationSchema = z
  .object({
    ...shared,
    feedback: z.boolean().default(false),
    pass: z
      .object({
        question: identifierSchema.meta({ description: 'A decision question' }),
        correct: z.number().gt(0).max(1).meta({ description: 'Least share of right decisions' }),
      })
      .strict(),
  })
  .strict();

/** What a reader signs before the first read. A new version of a document asks for a new signature. */
export const readerDocumentSchema = z
  .object({
    id: identifierSchema,
    kind: z.enum(['consent', 'conflict-of-interest', 'qualification']),
    version: z.string().min(1).max(20),
    title: z.string().min(1).max(120),
    text: z.string().min(1).max(20_000),
  })
  .strict();
export type ReaderDocument = z.infer<typeof readerDocumentSchema>;
