import { z } from 'zod';
import { signingSchema } from './identity.schema.js';
import { caseIdSchema, instantSchema, sha256Schema, userIdSchema } from './ids.js';
import { roleSchema } from './roles.js';

/** A departure from the plan. `by` is the system where nobody told of it. */
export const deviationSchema = z.object({
  number: z.number().int(),
  at: instantSchema,
  by: z.string(),
  kind: z.string(),
  subject: z.string().nullable(),
  text: z.string(),
});
export type DeviationView = z.infer<typeof deviationSchema>;

export const recordDeviationSchema = z
  .object({
    kind: z.enum(['eligibility', 'reading', 'images', 'blinding', 'schedule', 'other']),
    subject: z.string().min(1).max(120).optional().meta({ description: 'Reader, case or session that it is about' }),
    text: z.string().trim().min(1).max(2000),
  })
  .strict();

export const unblindRequestSchema = z
  .object({ reason: z.string().trim().min(1).max(1000), signature: signingSchema })
  .strict();

/** What one case hides, told to the person who broke the blind. */
export const unblindedCaseSchema = z.object({
  case: caseIdSchema,
  label: z.string(),
  positive: z.boolean().nullable(),
  grade: z.number().int().nullable(),
  aiResults: z.array(
    z.object({ model: z.string(), version: z.string(), state: z.string(), score: z.number().nullable() }),
  ),
  deviation: z.number().int().meta({ description: 'Number of the deviation that was recorded' }),
});
export type UnblindedCase = z.infer<typeof unblindedCaseSchema>;

export const unblindingSchema = z.object({
  at: instantSchema,
  by: z.string(),
  case: caseIdSchema.nullable().meta({ description: 'null: the whole study' }),
  reason: z.string(),
  planned: z.boolean(),
});
export type UnblindingView = z.infer<typeof unblindingSchema>;

/** Who asked for which images of a study's cases, granted or not. */
export const imageAccessSchema = z.object({
  id: z.string(),
  at: instantSchema,
  user: userIdSchema,
  read: z.string().nullable(),
  kind: z.string(),
  studyInstanceUid: z.string(),
  seriesInstanceUid: z.string().nullable(),
  granted: z.boolean(),
});
export type ImageAccessView = z.infer<typeof imageAccessSchema>;

export const memberSchema = z.object({ user: userIdSchema, name: z.string(), roles: z.array(roleSchema) });
export type Member = z.infer<typeof memberSchema>;

/** Readers are invited as readers, since each has a place in the roster. */
export const inviteMemberSchema = z
  .object({
    name: z.string().trim().min(1).max(120),
    email: z.email().optional(),
    role: roleSchema.exclude(['reader']),
  })
  .strict();
export const memberInvitationSchema = z.object({
  user: userIdSchema,
  name: z.string(),
  link: z.string().nullable().meta({ description: 'null: a person who is here already, and signs in as before' }),
  expiresAt: instantSchema.nullable(),
});
export type MemberInvitation = z.infer<typeof memberInvitationSchema>;

export const amendmentRequestSchema = z
  .object({
    protocol: z.string().min(1).max(200_000).meta({ description: 'The whole protocol as amended, YAML or JSON' }),
    reason: z.string().trim().min(1).max(1000),
    signature: signingSchema,
  })
  .strict();
export const amendmentSchema = z.object({
  version: z.number().int(),
  hash: z.string(),
  at: instantSchema,
  reason: z.string(),
  postHoc: z.boolean().meta({ description: 'Reads existed when it was made' }),
});
export type Amendment = z.infer<typeof amendmentSchema>;

export const auditEntrySchema = z.object({
  index: z.number().int(),
  at: instantSchema,
  by: z.string(),
  act: z.string(),
  subject: z.string().nullable(),
  reason: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  previousHash: z.string(),
  hash: sha256Schema,
});
export type AuditEntryView = z.infer<typeof auditEntrySchema>;

export const auditVerdictSchema = z.object({
  length: z.number().int().meta({ description: 'Entries of the chain' }),
  verified: z.boolean(),
  problem: z.string().nullable().meta({ description: 'Where the chain is broken' }),
  acts: z.array(z.string()).meta({ description: 'Acts that occur in it, each once' }),
});
export type AuditVerdict = z.infer<typeof auditVerdictSchema>;

/** The end of the audit chain as it stood at an instant, under the installation's signature (Ed25519). */
export const signedHeadSchema = z.object({
  chain: z.string(),
  length: z.number().int(),
  hash: sha256Schema,
  at: instantSchema,
  occasion: z.string(),
  key: z.string(),
  signature: z.string(),
});

export const signedHeadsSchema = z.object({
  key: z.string().meta({ description: 'Public key of the installation, hexadecimal' }),
  heads: z.array(signedHeadSchema),
});
export type SignedHeads = z.infer<typeof signedHeadsSchema>;
