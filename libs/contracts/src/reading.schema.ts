import { z } from 'zod';
import { answersSchema, draftAnswersSchema } from './answers.schema.js';
import { dicomUidSchema, instantSchema, readIdSchema, sha256Schema, studyIdSchema } from './ids.js';
import { aiDisplaySchema } from './protocol/condition.schema.js';
import { orientationSchema } from './protocol/orientation.schema.js';
import { readerDocumentSchema } from './protocol/preparation.schema.js';
import { questionSchema } from './protocol/question.schema.js';
import { hangingSchema, keyBindingsSchema } from './protocol/reading-rules.schema.js';
import { readingEventSchema, readTimesSchema } from './reading-events.schema.js';

/** The images of a case as the viewer asks the gateway for them. */
export const caseImagesSchema = z.object({
  studyInstanceUid: dicomUidSchema,
  stacks: z.array(z.object({ orientation: orientationSchema, seriesInstanceUid: dicomUidSchema })),
});
export type CaseImages = z.infer<typeof caseImagesSchema>;

/** Which series holds the segmentation of which stack; a stack in which the model found nothing may have none. */
const segmentationsSchema = z.array(z.object({ orientation: orientationSchema, seriesInstanceUid: dicomUidSchema }));

/** What an aided read shows of the AI; absent altogether where a read is unaided. */
export const aiViewSchema = z.object({
  model: z.string(),
  version: z.string(),
  shows: z.array(aiDisplaySchema),
  state: z.enum(['available', 'unavailable']),
  score: z.number().nullable(),
  outOfDistribution: z
    .boolean()
    .nullable()
    .meta({ description: 'Images unlike those that the model was calibrated on; null: not known, or not shown' }),
  segmentations: segmentationsSchema,
  heatMaps: segmentationsSchema.default([]).meta({
    description: 'DICOM SEG of probabilities (fractional, 255 for certainty), where the condition shows heat maps',
  }),
});
export type AiView = z.infer<typeof aiViewSchema>;

/** What the members of a truthing panel said of a case on which they differ, without their names; the letters are others in each case. */
export const panelOpinionsSchema = z.object({
  reasons: z.array(z.string()),
  opinions: z.array(z.object({ member: z.string(), answers: answersSchema })),
});
export type PanelOpinions = z.infer<typeof panelOpinionsSchema>;

/** Everything that the reading page needs for one read. */
export const openReadSchema = z.object({
  id: readIdSchema,
  study: studyIdSchema,
  caseLabel: z.string(),
  position: z.number().int(),
  of: z.number().int(),
  session: z.number().int(),
  sessions: z.number().int(),
  condition: z.object({ id: z.string(), name: z.string(), aided: z.boolean() }),
  target: z.string(),
  questions: z.array(questionSchema),
  images: caseImagesSchema,
  ai: aiViewSchema.optional(),
  lease: z.number().int(),
  phase: z.enum(['training', 'qualification', 'study']),
  stage: z
    .number()
    .int()
    .meta({ description: 'From 1; an answer is given in each stage and locked before the next is shown' }),
  stages: z.number().int(),
  version: z.number().int().meta({ description: 'From 2: opened again by the coordinator' }),
  block: z.number().int(),
  limitSeconds: z
    .number()
    .nullable()
    .meta({ description: 'Active time after which the answer is late; null: no limit' }),
  earlier: answersSchema
    .nullable()
    .meta({ description: 'What this reader answered in the stage before, or before the read was opened again' }),
  draft: z.object({ revision: z.number().int(), answers: draftAnswersSchema, savedAt: instantSchema }).nullable(),
  slices: z
    .array(z.object({ orientation: orientationSchema, sopInstanceUid: dicomUidSchema }))
    .optional()
    .meta({ description: 'Of each stack the one that was looked at last; absent: no page showed this read before' }),
  prefetch: z
    .object({ images: caseImagesSchema, segmentations: segmentationsSchema, heatMaps: segmentationsSchema.default([]) })
    .nullable(),
  remainingSeconds: z.number().nullable().optional().meta({
    description: 'What is left of the session at this reader’s own pace; null: too early to tell; absent: not shown',
  }),
  dimAfterSeconds: z.number().optional().meta({ description: 'Idle time after which the page dims; absent: never' }),
  hanging: hangingSchema.optional().meta({ description: 'How the images are hung; absent: as usual' }),
  keys: keyBindingsSchema
    .optional()
    .meta({ description: 'Keys of the protocol, where the reader has chosen no others' }),
  panel: panelOpinionsSchema
    .optional()
    .meta({ description: 'For the adjudicator of a truthing panel; no read has it' }),
});
export type OpenRead = z.infer<typeof openReadSchema>;

/** A document of the protocol that waits for the reader's signature. */
export const documentToSignSchema = readerDocumentSchema.extend({
  hash: sha256Schema.meta({ description: 'Of the document as shown; sent back with the signature' }),
});
export type DocumentToSign = z.infer<typeof documentToSignSchema>;

/** Where a reader stands in a study: what to do now, or what to wait for. */
export const readingStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not-started') }).meta({ description: 'The study is not frozen yet' }),
  z.object({ state: z.literal('reading'), read: openReadSchema }),
  z.object({
    state: z.literal('session-ready'),
    session: z.number().int(),
    sessions: z.number().int(),
    reads: z.number().int(),
  }),
  z.object({ state: z.literal('documents'), documents: z.array(documentToSignSchema) }),
  z.object({ state: z.literal('break'), until: instantSchema }).meta({ description: 'A break is due' }),
  z
    .object({ state: z.literal('day-done'), until: instantSchema, reached: z.enum(['reads', 'minutes']) })
    .meta({ description: 'The daily quota is reached' }),
  z.object({ state: z.literal('not-qualified') }).meta({ description: 'The qualification was not passed' }),
  z.object({ state: z.literal('withdrawn') }),
  z.object({ state: z.literal('washout'), session: z.number().int(), opensAt: instantSchema }),
  z.object({ state: z.literal('finished'), reads: z.number().int() }),
  z.object({ state: z.literal('closed') }).meta({ description: 'The study is locked' }),
]);
export type ReadingState = z.infer<typeof readingStateSchema>;

export const readingOverviewSchema = z.object({
  study: studyIdSchema,
  title: z.string(),
  target: z.string(),
  instructions: z.string().nullable(),
  simulated: z.boolean(),
  submitted: z.number().int(),
  planned: z.number().int(),
  timeZone: z.string().nullable().meta({ description: 'IANA name; dates and daily quotas are by it' }),
  documents: z
    .array(z.object({ id: z.string(), version: z.string(), title: z.string(), signedAt: instantSchema }))
    .meta({ description: 'What the reader has signed' }),
  now: readingStateSchema,
});
export type ReadingOverview = z.infer<typeof readingOverviewSchema>;

const stage = z.number().int().positive().default(1);

export const draftSchema = z
  .object({
    stage,
    lease: z.number().int().positive(),
    revision: z.number().int().positive(),
    answers: draftAnswersSchema,
  })
  .strict();
export type Draft = z.infer<typeof draftSchema>;

export const savedDraftSchema = z.object({ revision: z.number().int(), savedAt: instantSchema });

/**
 * The submission of a read. Sent again with the same content it returns the first result; with other content it is a conflict.
 * `finalEvents` carry what no batch has carried yet, so that a submit needs no second request.
 */
export const submissionSchema = z
  .object({
    stage,
    lease: z.number().int().positive(),
    revision: z.number().int().positive(),
    answers: answersSchema,
    sequence: z.number().int().nonnegative(),
    finalEvents: z.array(readingEventSchema).max(500),
  })
  .strict();
export type Submission = z.infer<typeof submissionSchema>;

/** What a training or qualification read is answered with, where the protocol gives feedback. */
export const feedbackSchema = z.object({
  caseLabel: z.string(),
  truth: z.enum(['present', 'absent']),
  grade: z.number().int().nullable(),
  decision: z.enum(['present', 'absent']).nullable(),
});
export type Feedback = z.infer<typeof feedbackSchema>;

export const submittedReadSchema = z.object({
  read: readIdSchema,
  submittedAt: instantSchema,
  contentHash: sha256Schema,
  times: readTimesSchema,
  feedback: feedbackSchema.nullable(),
  next: readingStateSchema,
});
export type SubmittedRead = z.infer<typeof submittedReadSchema>;
