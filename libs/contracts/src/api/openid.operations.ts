import { z } from 'zod';
import { proofWindowSchema, signInWaysSchema } from '../openid.schema.js';
import { defineOperation } from './operation.js';

export const getSignInWays = defineOperation({
  id: 'getSignInWays',
  method: 'get',
  path: '/api/sign-in/ways',
  permission: 'public',
  tag: 'Sign-in',
  summary: 'How one can sign in beside links and passwords',
  body: null,
  response: signInWaysSchema,
});
export const beginOpenId = defineOperation({
  id: 'beginOpenId',
  method: 'get',
  path: '/api/sign-in/openid',
  permission: 'public',
  tag: 'Sign-in',
  summary: 'A browser goes on to the OpenID provider (code flow, PKCE); it comes back to finishOpenId',
  status: 302,
  body: null,
  response: null,
});
export const finishOpenId = defineOperation({
  id: 'finishOpenId',
  method: 'get',
  path: '/api/sign-in/openid/callback',
  permission: 'public',
  tag: 'Sign-in',
  summary:
    "The provider's answer: sets the session cookie and goes on to the pages, or to the sign-in page with what is wrong",
  status: 302,
  query: z.looseObject({ state: z.string().optional(), code: z.string().optional(), error: z.string().optional() }),
  body: null,
  response: null,
});
export const beginOpenIdProof = defineOperation({
  id: 'beginOpenIdProof',
  method: 'get',
  path: '/api/me/openid-proof',
  permission: 'signed-in',
  tag: 'Sign-in',
  summary:
    'A window goes on to the OpenID provider to sign in anew, for one signature; the proof comes back to the page',
  status: 302,
  query: z.object({ window: proofWindowSchema }),
  body: null,
  response: null,
});

export const openIdOperations = [getSignInWays, beginOpenId, finishOpenId, beginOpenIdProof] as const;
