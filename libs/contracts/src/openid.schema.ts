import { z } from 'zod';

/** How one can sign in beside links and passwords; `openid` is null where no provider is configured. */
export const signInWaysSchema = z.object({
  openid: z.object({ name: z.string().meta({ description: 'What the provider is called' }) }).nullable(),
});
export type SignInWays = z.infer<typeof signInWaysSchema>;

/** Why a sign-in at the OpenID provider led nowhere. The page says it in the person's language. */
export const openIdProblemSchema = z.enum([
  'unreachable',
  'refused-by-provider',
  'begun-elsewhere',
  'answer-not-valid',
  'email-not-verified',
  'not-invited',
  'several-invited',
  'another-account',
  'not-asked-again',
]);
export type OpenIdProblem = z.infer<typeof openIdProblemSchema>;

/** Names the window that asked for a proof: 128 random bits. */
export const proofWindowSchema = z.string().regex(/^[0-9a-f]{32}$/);

/** Where the browser goes after the provider, as the fragment of an address of the pages. */
export const proofResultSchema = z.object({
  window: proofWindowSchema,
  token: z.string().optional(),
  problem: openIdProblemSchema.optional(),
});
export type ProofResult = z.infer<typeof proofResultSchema>;

/** The page that hands a proof to the window that asked for it, and closes. */
export const PROOF_PAGE = '/proven';

/** The channel on which it does. */
export const proofChannel = (window: string): string => `lectern-proof-${window}`;
