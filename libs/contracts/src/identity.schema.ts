import { z } from 'zod';
import { instantSchema } from './ids.js';

/** A password as a person chooses it; nothing is asked of it but length (NIST SP 800-63B, 5.1.1). */
export const newPasswordSchema = z.string().min(12).max(200);

/**
 * How a person proves, for one act, to be the one who is signed in: by the password, or, where none was set, by a fresh one-time code that someone else made
 * for them (the token of an unused sign-in link); or by signing in at the OpenID provider once more, which gives a token for one act.
 */
export const proofSchema = z.union([
  z.object({ password: z.string().min(1).max(200) }).strict(),
  z.object({ code: z.string().min(20).max(200) }).strict(),
  z.object({ openid: z.string().min(20).max(200) }).strict(),
]);
export type Proof = z.infer<typeof proofSchema>;

/** What a person gives to sign a record. Name, time and the record's hash are the server's. */
export const signingSchema = z
  .object({ meaning: z.string().min(1).max(500).meta({ description: 'Meaning of the signature' }), proof: proofSchema })
  .strict();
export type Signing = z.infer<typeof signingSchema>;

/** `current` where a password was set before. `login` is what the person signs in by; `name` is printed with signatures. */
export const setPasswordSchema = z
  .object({
    login: z.string().trim().toLowerCase().min(3).max(120),
    password: newPasswordSchema,
    current: z.string().min(1).max(200).optional(),
    name: z.string().trim().min(1).max(120).optional(),
  })
  .strict();

export const passwordSignInSchema = z
  .object({ login: z.string().trim().toLowerCase().min(1).max(120), password: z.string().min(1).max(200) })
  .strict();

/** A sign-in of a browser, or a token for programs. */
export const signedInSessionSchema = z.object({
  id: z.string(),
  kind: z.enum(['browser', 'token']),
  name: z.string().nullable(),
  createdAt: instantSchema,
  expiresAt: instantSchema,
  current: z.boolean(),
});
export type SignedInSession = z.infer<typeof signedInSessionSchema>;
