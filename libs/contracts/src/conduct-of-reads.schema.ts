import { z } from 'zod';
import { instantSchema, readerIdSchema, readIdSchema, sha256Schema } from './ids.js';

/** A written reason; it stands in the audit chain. */
const reason = z.string().trim().min(3).max(500);
export const reasonSchema = z.object({ reason }).strict();

export const timeZoneSchema = z.object({ timeZone: z.string().min(1).max(60) }).strict();

export const signDocumentsSchema = z
  .object({
    documents: z
      .array(
        z
          .object({
            id: z.string().max(40),
            version: z.string().max(20),
            hash: sha256Schema,
            declaration: z
              .string()
              .trim()
              .max(2000)
              .optional()
              .meta({ description: 'Of a conflict of interest: what it is; absent: there is none' }),
          })
          .strict(),
      )
      .min(1)
      .max(10),
    name: z.string().trim().min(1).max(120).meta({ description: "The reader's name as they type it" }),
  })
  .strict();
export type SignDocuments = z.infer<typeof signDocumentsSchema>;

export const problemKindSchema = z.enum(['images', 'ai', 'page', 'case', 'other']);
export type ProblemKind = z.infer<typeof problemKindSchema>;

export const reportProblemSchema = z
  .object({ kind: problemKindSchema, text: z.string().trim().min(3).max(2000), read: readIdSchema.optional() })
  .strict();
export type ReportProblem = z.infer<typeof reportProblemSchema>;

/** noted: nothing follows; mended: what was wrong is right again; excused: the read needs no answer. */
export const problemOutcomeSchema = z.enum(['noted', 'mended', 'excused']);

export const resolveProblemSchema = z.object({ outcome: problemOutcomeSchema, note: reason }).strict();
export type ResolveProblem = z.infer<typeof resolveProblemSchema>;

export const readingProblemSchema = z.object({
  id: z.string(),
  reader: z.number().int(),
  read: readIdSchema.nullable(),
  kind: problemKindSchema,
  text: z.string(),
  at: instantSchema,
  resolution: z
    .object({ outcome: problemOutcomeSchema, note: z.string(), by: z.string(), at: instantSchema })
    .nullable(),
});
export type ReadingProblemView = z.infer<typeof readingProblemSchema>;

/** A read as the coordinator sees it before the lock: where it stands, and nothing of its case, condition or answer. */
export const readStatusSchema = z.object({
  id: readIdSchema,
  reader: z.number().int(),
  session: z.number().int(),
  position: z.number().int(),
  label: z.string(),
  state: z.enum(['waiting', 'open', 'submitted', 'excused']),
  version: z.number().int(),
  submittedAt: instantSchema.nullable(),
});
export type ReadStatus = z.infer<typeof readStatusSchema>;

/** A message that was due; `sentAt` is null where it is for the coordinator to pass on. */
export const reminderSchema = z.object({
  reader: readerIdSchema,
  name: z.string(),
  email: z.string().nullable(),
  kind: z.enum(['invited', 'session-opens', 'session-open', 'washout-began']),
  session: z.number().int(),
  dueAt: instantSchema,
  sentAt: instantSchema.nullable(),
  problem: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
});
export type ReminderView = z.infer<typeof reminderSchema>;
