import { z } from 'zod';
import { identifierSchema } from './identifier.schema.js';

/** Shown only if an earlier question was answered so; of a multi-choice question, if that option is among those chosen. */
const when = z.object({ question: identifierSchema, is: z.union([z.string(), z.number()]) }).strict();

const asked = {
  id: identifierSchema,
  text: z.string().min(1).max(300),
  help: z.string().max(1000).optional(),
  required: z.boolean().default(true),
  when: when.optional(),
};

/** Present or absent: sensitivity and specificity come from it. */
export const decisionQuestionSchema = z.object({ ...asked, kind: z.literal('decision') }).strict();

/** Likelihood from `min` to `max`: the area under the ROC curve comes from it. */
export const ratingQuestionSchema = z
  .object({
    ...asked,
    kind: z.literal('rating'),
    min: z.number().default(0),
    max: z.number().default(100),
    step: z.number().positive().default(1),
  })
  .strict();

/** Ordered levels, from 1; confidence is asked so. */
export const ordinalQuestionSchema = z
  .object({ ...asked, kind: z.literal('ordinal'), levels: z.array(z.string().min(1)).min(2).max(11) })
  .strict();

const options = z
  .array(z.object({ value: identifierSchema, text: z.string().min(1) }).strict())
  .min(2)
  .max(30);

export const choiceQuestionSchema = z.object({ ...asked, kind: z.literal('choice'), options }).strict();

/** Any number of options, also none. */
export const multiChoiceQuestionSchema = z
  .object({
    ...asked,
    kind: z.literal('multi-choice'),
    options,
    atMost: z.number().int().min(1).max(30).optional(),
  })
  .strict();

/** A measurement. */
export const numberQuestionSchema = z
  .object({
    ...asked,
    kind: z.literal('number'),
    unit: z.string().min(1).max(20),
    min: z.number().optional(),
    max: z.number().optional(),
    decimals: z.number().int().min(0).max(6).default(1),
  })
  .strict();

/** `mask`: closed outlines, one a slice or more, which together are the mask of a finding in a stack. */
export const markToolSchema = z.enum(['point', 'ellipse', 'box', 'mask']);
export type MarkTool = z.infer<typeof markToolSchema>;

/** Localisations: each finding is one lesion with its marks in one or more stacks and one rating. */
export const findingsQuestionSchema = z
  .object({
    ...asked,
    kind: z.literal('findings'),
    tools: z.array(markToolSchema).min(1).default(['point']),
    rating: z.object({ min: z.number(), max: z.number() }).strict().default({ min: 0, max: 100 }),
    max: z.number().int().positive().max(50).default(20),
  })
  .strict();

export const textQuestionSchema = z
  .object({ ...asked, kind: z.literal('text'), maxLength: z.number().int().positive().max(5000).default(1000) })
  .strict();

export const questionSchema = z.discriminatedUnion('kind', [
  decisionQuestionSchema,
  ratingQuestionSchema,
  ordinalQuestionSchema,
  choiceQuestionSchema,
  multiChoiceQuestionSchema,
  numberQuestionSchema,
  findingsQuestionSchema,
  textQuestionSchema,
]);
export type Question = z.infer<typeof questionSchema>;
export type QuestionKind = Question['kind'];
