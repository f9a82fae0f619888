import type { FastifyRequest } from 'fastify';

/** The address that redeems a one-time token. The token stands in the fragment, which browsers do not send, so no log of a server or proxy holds it. */
export function signInLink(origin: string, token: string): string {
  return `${origin}/sign-in#token=${token}`;
}

/** An invitation as it is answered: with the link that redeems its token, at the address by which this request came. */
export function withLink<I extends { readonly token: string | null }>(
  { protocol, host }: FastifyRequest,
  { token, ...invitation }: I,
): Omit<I, 'token'> & { link: string | null } {
  return { ...invitation, link: token === null ? null : signInLink(`${protocol}://${host}`, token) };
}
