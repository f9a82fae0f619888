import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedIn } from '@lectern/conduct';
import type { Me } from '@lectern/contracts';
import { SESSION_COOKIE } from '../http/signed-in-request.js';

/** Gives the browser its session. */
export function giveSession(
  { sessionToken, expiresAt, me }: SignedIn,
  request: FastifyRequest,
  reply: FastifyReply,
): Me {
  reply.setCookie(SESSION_COOKIE, sessionToken, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    expires: new Date(expiresAt),
  });
  return me;
}
