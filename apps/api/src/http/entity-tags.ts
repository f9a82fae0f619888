import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExpectedTags } from '@lectern/conduct';

/** The states of which the request's change is made, by If-Match. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): ExpectedTags => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'] ?? '';
  return header.trim() === '*' ? 'any' : tagsIn(header);
});

/** Entity tags of a header's list, weak ones with their mark (RFC 9110, 8.8.3). */
export const tagsIn = (header: string): string[] => header.match(/(?:W\/)?"[\x21\x23-\x7e]*"/g) ?? [];

/**
 * Sends 304 without the body where the caller has what would be sent (RFC 9110, 13.1.2). Only of answers that carry a tag, which no route to a reader's reads
 * does: whether something changed would be one more thing to tell.
 */
export async function omitUnchanged(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  const tag = reply.getHeader('etag');
  const wanted = request.headers['if-none-match'];
  if (typeof tag !== 'string' || wanted === undefined || reply.statusCode !== 200) return payload;
  const isHeld = wanted.trim() === '*' || tagsIn(wanted).some((each) => each.replace(/^W\//, '') === tag);
  if (!isHeld) return payload;
  reply.status(304).removeHeader('content-type').removeHeader('content-length');
  return null;
}
