import { z } from 'zod';
import { caseIdSchema, instantSchema } from './ids.js';

/** A token by which a program sends images into a study; the token itself is shown once, when it is made. */
export const intakeTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: instantSchema,
  /** When it last began a case. */
  lastUsedAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
});
export type IntakeTokenView = z.infer<typeof intakeTokenSchema>;

/** It becomes part of the labels of what is sent by it. */
export const senderNameSchema = z.string().trim().min(1).max(40);

/** What a case is called in a study, by those who manage its cases. */
export const caseLabelSchema = z.string().trim().min(1).max(120);

/** A case that came, or is coming, image by image: from a sending program, a DICOM node or another server. */
export const arrivingCaseSchema = z.object({
  case: caseIdSchema,
  label: caseLabelSchema,
  state: z.enum(['receiving', 'received', 'ready', 'refused']),
  files: z.number().int(),
  lastFileAt: instantSchema.nullable(),
  leftOut: z
    .array(
      z.object({ tag: z.string().nullable(), rule: z.string(), remedy: z.string(), times: z.number().int().min(1) }),
    )
    .meta({ description: 'Objects of the examination that were refused one by one' }),
});
export type ArrivingCase = z.infer<typeof arrivingCaseSchema>;
