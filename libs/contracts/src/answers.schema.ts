import { z } from 'zod';
import { dicomUidSchema } from './ids.js';
import { orientationSchema } from './protocol/orientation.schema.js';
import { markToolSchema } from './protocol/question.schema.js';

/** Patient coordinates in millimetres, LPS (DICOM C.7.6.2.1.1). */
export const patientPointSchema = z.tuple([z.number(), z.number(), z.number()]);
export type PatientPoint = z.infer<typeof patientPointSchema>;

/** How much may be marked, held to by the viewer, the page and the server alike. */
export const markLimits = { outlinePoints: 400, marksOfFinding: 60, marks: 200 } as const;

/**
 * A localisation in one stack. `points` by tool: point, its one point; box, two opposite corners; ellipse, the four ends of its axes
 * (first axis' ends, then the second's); mask, the corners of one closed outline on this image, from 3 on. The outlines of one finding in a stack are its mask
 * there: a pixel belongs to it whose centre they hold an odd number of times, so that an outline within another cuts a hole.
 */
export const markSchema = z
  .object({
    id: z.string().min(1).max(64),
    tool: markToolSchema,
    orientation: orientationSchema,
    seriesInstanceUid: dicomUidSchema,
    sopInstanceUid: dicomUidSchema,
    points: z.array(patientPointSchema).min(1).max(markLimits.outlinePoints),
    atMillis: z.number().nonnegative().meta({ description: 'Browser time of placing, ms since 1970' }),
  })
  .strict();
export type Mark = z.infer<typeof markSchema>;

/** One lesion as the reader saw it: its marks across stacks, with one rating. */
export const findingSchema = z
  .object({
    id: z.string().min(1).max(64),
    rating: z.number(),
    marks: z.array(markSchema).min(1).max(markLimits.marksOfFinding),
    note: z.string().max(500).optional(),
  })
  .strict();
export type Finding = z.infer<typeof findingSchema>;

export const decisionSchema = z.enum(['present', 'absent']);
export type Decision = z.infer<typeof decisionSchema>;

/**
 * The value of one answer; its kind is that of its question: decision, number (rating, measurement, ordinal level from 1), text or choice value, values chosen
 * of a multi-choice question, findings.
 */
export const answerValueSchema = z.union([
  z.number(),
  z.string().max(5000),
  z.array(findingSchema).max(50),
  z.array(z.string().max(40)).max(30),
]);
export type AnswerValue = z.infer<typeof answerValueSchema>;

/** While it is made: the marks come first, and are kept before the rating is there. */
export const openFindingSchema = findingSchema.extend({ rating: z.number().nullable() });

/** Answers that are not whole yet. */
export const draftAnswersSchema = z.record(
  z.string().max(40),
  z.union([answerValueSchema, z.array(openFindingSchema).max(50)]),
);
export type DraftAnswers = z.infer<typeof draftAnswersSchema>;

/** Answers by question id. Checked against the protocol's questions by `libs/reading`. */
export const answersSchema = z.record(z.string().max(40), answerValueSchema);
export type Answers = z.infer<typeof answersSchema>;

/** The findings that an answer is a list of; null where it is something else. */
export function findingsOf(answer: AnswerValue | undefined): Finding[] | null;
export function findingsOf(answer: DraftAnswers[string] | undefined): z.infer<typeof openFindingSchema>[] | null;
export function findingsOf(answer: DraftAnswers[string] | undefined) {
  return Array.isArray(answer) && answer.every((each) => typeof each === 'object') ? answer : null;
}
