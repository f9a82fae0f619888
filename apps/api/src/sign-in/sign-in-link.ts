/** The address that redeems a one-time token. The token stands in the fragment, which browsers do not send, so no log of a server or proxy holds it. */
export function signInLink(origin: string, token: string): string {
  return `${origin}/sign-in#token=${token}`;
}
