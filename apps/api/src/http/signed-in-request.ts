import type { FastifyRequest } from 'fastify';
import type { Actor } from '@lectern/conduct';

/** The cookie that carries a session; HttpOnly and SameSite=Strict. */
export const SESSION_COOKIE = 'lectern_session';

export interface SignedInRequest extends FastifyRequest {
  actor?: Actor;
}

/** The session token of a request: from the cookie, or as a bearer token outside a browser. */
export function sessionTokenOf(request: FastifyRequest): string | undefined {
  const authorization = request.headers.authorization;
  if (authorization?.startsWith('Bearer ')) return authorization.slice('Bearer '.length);
  return request.cookies[SESSION_COOKIE];
}
