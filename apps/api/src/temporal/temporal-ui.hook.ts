import type { FastifyReply, FastifyRequest } from 'fastify';
import { decodePayloads } from '@lectern/contracts';

/**
 * Lets pages of Temporal's web UI call the codec endpoint, and nothing else, with the administrator's session: same site, another port. Answers its preflight. Without
 * an origin in the configuration no foreign page is let in.
 *
 * @returns whether the request is the web UI's
 */
export async function admitTemporalUi(
  request: FastifyRequest,
  reply: FastifyReply,
  uiOrigin: string | undefined,
): Promise<boolean> {
  const path = request.url.split('?')[0];
  if (!uiOrigin || path !== decodePayloads.path || request.headers.origin !== uiOrigin) return false;
  reply
    .header('access-control-allow-origin', uiOrigin)
    .header('access-control-allow-credentials', 'true')
    .header('access-control-allow-headers', 'content-type, x-namespace, authorization')
    .header('vary', 'origin');
  if (request.method === 'OPTIONS') await reply.status(204).send();
  return true;
}
