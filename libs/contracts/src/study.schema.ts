import { z } from 'zod';
import { signingSchema } from './identity.schema.js';
import { instantSchema, sha256Schema, studyIdSchema, userIdSchema } from './ids.js';
import { protocolSchema } from './protocol/protocol.schema.js';
import { personKindSchema, readerProgressSchema } from './readers.schema.js';
import { roleSchema } from './roles.js';

/** draft: plan and cases may change; reading: frozen, scheduled; locked: no write; analysed: the result stands. */
export const studyPhaseSchema = z.enum(['draft', 'reading', 'locked', 'analysed']);
export type StudyPhase = z.infer<typeof studyPhaseSchema>;

export const studySummarySchema = z.object({
  id: studyIdSchema,
  title: z.string(),
  phase: studyPhaseSchema,
  roles: z.array(roleSchema),
  createdAt: instantSchema,
});
export type StudySummary = z.infer<typeof studySummarySchema>;

/** One condition that must hold before the study can be frozen. */
export const freezeCheckSchema = z.object({
  id: z.string(),
  text: z.string(),
  met: z.boolean(),
  remedy: z.string().optional(),
});
export type FreezeCheck = z.infer<typeof freezeCheckSchema>;

export const studyDetailSchema = studySummarySchema.extend({
  protocol: protocolSchema,
  protocolHash: sha256Schema,
  protocolTag: z
    .string()
    .meta({ description: 'ETag of its protocol as written: If-Match of what changes or freezes it' }),
  freeze: z
    .object({
      at: instantSchema,
      by: z.string(),
      hash: sha256Schema,
      seed: z.string(),
      scheduleHash: sha256Schema,
      generator: z.string(),
    })
    .nullable(),
  lockedAt: instantSchema.nullable(),
  freezeChecks: z.array(freezeCheckSchema),
  simulatedReaders: z.boolean(),
});
export type StudyDetail = z.infer<typeof studyDetailSchema>;

export const createStudySchema = z
  .object({
    protocol: z.string().min(1).max(200_000).meta({ description: 'Protocol as YAML or JSON text' }),
    casesFrom: studyIdSchema
      .optional()
      .meta({ description: 'Take over cases, reference standard and AI results of this study' }),
  })
  .strict();

/** Live progress: counts and pooled times only; nothing by condition or truth before lock. */
export const progressSchema = z.object({
  study: studyIdSchema,
  phase: studyPhaseSchema,
  at: instantSchema,
  cases: z.object({
    planned: z.number().int(),
    received: z.number().int(),
    stored: z.number().int().meta({ description: "Taken in, waiting for a person's look" }),
    ready: z.number().int(),
    refused: z.number().int(),
  }),
  inference: z.object({ planned: z.number().int(), done: z.number().int(), failed: z.number().int() }),
  reads: z.object({ planned: z.number().int(), submitted: z.number().int() }),
  pooledActiveSeconds: z.object({ median: z.number(), count: z.number().int() }).nullable(),
  readers: z.array(readerProgressSchema),
  analysis: z.enum(['none', 'running', 'done', 'failed']),
  entries: z.number().int().meta({ description: 'Length of the audit chain: higher after every recorded act' }),
});
export type Progress = z.infer<typeof progressSchema>;

export const freezeRequestSchema = z.object({ signature: signingSchema }).strict();
export const lockRequestSchema = z.object({ reason: z.string().min(1).max(500), signature: signingSchema }).strict();

export const meSchema = z.object({
  id: userIdSchema,
  name: z.string(),
  kind: personKindSchema,
  administrator: z.boolean(),
  login: z.string().nullable(),
  hasPassword: z.boolean(),
  studies: z.array(studySummarySchema),
});
export type Me = z.infer<typeof meSchema>;

export const bundleExportStateSchema = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  step: z.string().meta({ description: 'What is being done now' }),
  reason: z.string().nullable(),
  requestedAt: instantSchema,
  sha256: sha256Schema.nullable(),
  bytes: z.number().int().nullable(),
});
export type BundleExportState = z.infer<typeof bundleExportStateSchema>;

/** Kinds of events of a study's live feed, with the shape of their data; each event is a whole state. */
export const liveEventSchemas = { progress: progressSchema, exports: z.array(bundleExportStateSchema) } as const;
export type LiveEventName = keyof typeof liveEventSchemas;
