import { z } from 'zod';
import { passwordSignInSchema, setPasswordSchema, signedInSessionSchema } from '../identity.schema.js';
import { instantSchema } from '../ids.js';
import { meSchema } from '../study.schema.js';
import { defineOperation } from './operation.js';

/** Installation */
export const getHealth = defineOperation({
  id: 'getHealth',
  method: 'get',
  path: '/api/health',
  permission: 'public',
  tag: 'Installation',
  summary: 'Whether the server and its record answer',
  body: null,
  response: z.object({ status: z.literal('ok'), version: z.string() }),
});
export const getOpenApi = defineOperation({
  id: 'getOpenApi',
  method: 'get',
  path: '/api/openapi.json',
  permission: 'public',
  tag: 'Installation',
  summary: 'This API as an OpenAPI 3.1 document',
  tagged: true,
  produces: ['application/json'],
  body: null,
  response: null,
});

/** Sign-in */
export const signInByLink = defineOperation({
  id: 'signInByLink',
  method: 'post',
  path: '/api/sign-in',
  permission: 'public',
  tag: 'Sign-in',
  summary: 'Redeem a one-time link; sets the session cookie',
  body: z.object({ token: z.string().min(1).max(200) }).strict(), // a link that was cut short is void, not malformed
  response: meSchema,
});
export const signInByPassword = defineOperation({
  id: 'signInByPassword',
  method: 'post',
  path: '/api/sign-in/password',
  permission: 'public',
  tag: 'Sign-in',
  summary: 'Sign in by login and password; sets the session cookie. Five wrong ones in a row close it for 15 minutes',
  body: passwordSignInSchema,
  response: meSchema,
});
export const signOut = defineOperation({
  id: 'signOut',
  method: 'post',
  path: '/api/sign-out',
  permission: 'signed-in',
  tag: 'Sign-in',
  summary: 'End this session',
  repeatable: true,
  body: null,
  response: null,
  status: 204,
});
export const getMe = defineOperation({
  id: 'getMe',
  method: 'get',
  path: '/api/me',
  permission: 'signed-in',
  tag: 'Sign-in',
  summary: 'Who is signed in, and their studies',
  body: null,
  response: meSchema,
});
export const createOwnLink = defineOperation({
  id: 'createOwnLink',
  method: 'post',
  path: '/api/me/link',
  permission: 'signed-in',
  tag: 'Sign-in',
  summary: 'A one-time link by which the signed-in person signs in on another device; older unused ones become void',
  status: 201,
  body: null,
  response: z.object({ link: z.string(), expiresAt: instantSchema }),
});

export const setPassword = defineOperation({
  id: 'setPassword',
  method: 'put',
  path: '/api/me/password',
  permission: 'signed-in',
  tag: 'Sign-in',
  summary: 'Set login and password: the first one within an hour of a one-time link, another by the present one',
  body: setPasswordSchema,
  response: meSchema,
});
export const listSessions = defineOperation({
  id: 'listSessions',
  method: 'get',
  path: '/api/me/sessions',
  permission: 'signed-in',
  tag: 'Sign-in',
  summary: 'Where the signed-in person is signed in, and the tokens of their programs',
  body: null,
  response: z.array(signedInSessionSchema),
});
export const revokeSession = defineOperation({
  id: 'revokeSession',
  method: 'delete',
  path: '/api/me/sessions/:session',
  permission: 'signed-in',
  tag: 'Sign-in',
  summary: 'End a session or token of the signed-in person',
  body: null,
  response: null,
  status: 204,
});
export const createToken = defineOperation({
  id: 'createToken',
  method: 'post',
  path: '/api/me/tokens',
  permission: 'signed-in',
  tag: 'Sign-in',
  summary: 'A token by which a program acts for the signed-in person; it is shown once',
  status: 201,
  body: z.object({ name: z.string().trim().min(1).max(60) }).strict(),
  response: z.object({ token: z.string(), expiresAt: instantSchema }),
});

export const signInOperations = [
  getHealth,
  getOpenApi,
  signInByLink,
  signInByPassword,
  signOut,
  getMe,
  createOwnLink,
  setPassword,
  listSessions,
  revokeSession,
  createToken,
] as const;
