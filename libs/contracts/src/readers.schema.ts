import { z } from 'zod';
import { instantSchema, readerIdSchema, sessionIdSchema } from './ids.js';

export const personKindSchema = z
  .enum(['person', 'simulated'])
  .meta({ description: 'Simulated readers are programs and are named so on every screen and in every export' });
export type PersonKind = z.infer<typeof personKindSchema>;

export const inviteReaderSchema = z
  .object({
    name: z.string().min(1).max(120),
    email: z.email().optional(),
    kind: personKindSchema.default('person'),
    stratum: z.string().max(40).optional().meta({ description: "Of the protocol's strata of readers, if it has any" }),
  })
  .strict();

/** A reader as the roster has them. */
export const readerDetailSchema = z.object({
  id: readerIdSchema,
  number: z.number().int(),
  state: z.enum(['invited', 'active', 'finished', 'withdrawn']),
  name: z.string(),
  email: z.string().nullable(),
  kind: personKindSchema,
  stratum: z.string().nullable(),
  replaces: z.number().int().nullable().meta({ description: 'Number of the reader whose place this one took' }),
  timeZone: z.string().nullable(),
});
export type ReaderDetail = z.infer<typeof readerDetailSchema>;

export const changeReaderSchema = z
  .object({
    name: z.string().trim().min(1).max(120),
    email: z.email().nullable(),
    stratum: z.string().max(40).nullable(),
  })
  .strict();

/** The link is shown once; only its hash is kept. */
export const invitationSchema = z.object({
  reader: readerIdSchema,
  name: z.string(),
  link: z.string().nullable().meta({ description: 'null: a person who is here already, and signs in as before' }),
  expiresAt: instantSchema.nullable(),
});
export type Invitation = z.infer<typeof invitationSchema>;

export const sessionStateSchema = z.enum(['waiting', 'open', 'finished']);

export const readerProgressSchema = z.object({
  id: readerIdSchema,
  number: z.number().int(),
  name: z.string(),
  kind: personKindSchema,
  state: z.enum(['invited', 'active', 'finished', 'withdrawn']),
  qualified: z.boolean().nullable().meta({ description: 'null: the qualification is not read yet, or there is none' }),
  replaces: z.number().int().nullable().meta({ description: 'Number of the reader in whose place this one reads' }),
  sessions: z.array(
    z.object({
      id: sessionIdSchema,
      number: z.number().int(),
      state: sessionStateSchema,
      opensAt: instantSchema.nullable(),
      planned: z.number().int(),
      submitted: z.number().int(),
    }),
  ),
});
export type ReaderProgress = z.infer<typeof readerProgressSchema>;
