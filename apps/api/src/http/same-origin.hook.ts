import type { FastifyReply, FastifyRequest } from 'fastify';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a request that changes something and comes from a page of another origin: such a page could otherwise act with the reader's cookie.
 * A bearer token is not sent by browsers of themselves, so it needs no origin.
 */
export async function requireSameOrigin(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (safe.has(request.method) || request.headers.authorization) return;
  const { origin, host } = request.headers;
  if (origin !== undefined && hostOf(origin) === host) return;
  await reply
    .status(403)
    .header('content-type', 'application/problem+json')
    .send({ type: 'foreign-origin', title: 'This request does not come from a page of this server', status: 403 });
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
