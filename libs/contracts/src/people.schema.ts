import { z } from 'zod';
import { proofSchema } from './identity.schema.js';
import { instantSchema, userIdSchema } from './ids.js';
import { roleSchema } from './roles.js';
import { personKindSchema } from './readers.schema.js';

const reason = z.string().trim().min(3).max(500).meta({ description: 'It stands in the record' });

/** Readers have their role by their place in the roster: they are invited, and withdraw. */
const memberRoleSchema = roleSchema.exclude(['reader']);

export const addRoleSchema = z.object({ role: memberRoleSchema, reason }).strict();
export const removeRoleSchema = addRoleSchema;

/** A person who signs in to the installation already, named as they themselves do: nobody is offered a list of strangers. */
export const admitMemberSchema = addRoleSchema.extend({
  person: z.string().trim().min(3).max(320).meta({ description: 'Login or e-mail address, whole' }),
});

/** Somebody who can sign in to the installation. */
export const personSchema = z.object({
  id: userIdSchema,
  name: z.string(),
  email: z.string().nullable(),
  kind: personKindSchema,
  administrator: z.boolean(),
  login: z.string().nullable(),
  hasPassword: z.boolean(),
  createdAt: instantSchema,
  lockedUntil: instantSchema.nullable().meta({ description: 'Too many proofs of identity failed: until when' }),
});
export type Person = z.infer<typeof personSchema>;

export const resetPasswordSchema = z
  .object({ reason, proof: proofSchema.meta({ description: 'That the administrator is who is signed in' }) })
  .strict();

export const resetLinkSchema = z.object({ name: z.string(), link: z.string(), expiresAt: instantSchema });
export type ResetLink = z.infer<typeof resetLinkSchema>;
