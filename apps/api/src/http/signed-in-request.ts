import type { FastifyRequest } from 'fastify';
import type { Actor, Sender } from '@lectern/conduct';

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

/** A request of a program that sends images. */
export interface SendingRequest extends FastifyRequest {
  sender?: Sender;
}

/** A token for sending: as bearer token, or as the password of HTTP Basic, which is all that many image archives can do. */
export function intakeTokenOf({ headers: { authorization = '' } }: FastifyRequest): string | undefined {
  const [scheme = '', given = ''] = authorization.split(' ');
  if (scheme.toLowerCase() === 'bearer') return given;
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const text = Buffer.from(given, 'base64').toString('utf8');
  return text.slice(text.indexOf(':') + 1);
}
