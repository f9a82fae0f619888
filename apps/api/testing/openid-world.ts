import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type KoaContextWithOIDC } from 'oidc-provider';

export interface Account {
  readonly email: string;
  readonly verified: boolean;
}

/** A real OpenID provider on this machine. Whoever is asked to sign in there is the account that `present` names. */
export class OpenIdWorld {
  present = '';
  /** How often somebody was asked to sign in. */
  asked = 0;
  private handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  static async start(): Promise<OpenIdWorld> {
    const server = createServer((request, response) => world.handle(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const world = new OpenIdWorld(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return world;
  }

  /** Takes in the one client, who is sent back to `redirectUri`, and the accounts by their subject. */
  open(redirectUri: string, accounts: Readonly<Record<string, Account>>): void {
    const provider: Provider = new Provider(this.issuer, {
      clients: [{ client_id: 'lectern', client_secret: 'a secret of this test', redirect_uris: [redirectUri] }],
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      cookies: { keys: ['a key of this test'] },
      features: { devInteractions: { enabled: false } },
      findAccount: (_, id) => {
        const { email, verified } = accounts[id]!;
        return { accountId: id, claims: () => ({ sub: id, email, email_verified: verified }) };
      },
      loadExistingGrant: async ({ oidc }: KoaContextWithOIDC) => {
        const grant = new provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId });
        grant.addOIDCScope('openid email');
        await grant.save();
        return grant;
      },
    });
    const serve = provider.callback();
    this.handle = (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return void serve(request, response);
      this.asked++;
      const result = this.present === '' ? { error: 'access_denied' } : { login: { accountId: this.present } };
      void provider.interactionFinished(request, response, result);
    };
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}

interface Cookie {
  readonly value: string;
  readonly strict: boolean;
}

/** As much of a browser as a sign-in needs: it follows redirects, and leaves strict cookies out where another site sent it. */
export class TestBrowser {
  readonly cookies = new Map<string, Cookie>();

  /**
   * @param rewrite what somebody makes of an address on the way
   * @returns the last address, from which no redirect leads on, and its status
   */
  async goTo(address: string, rewrite = (url: URL): URL => url): Promise<{ at: URL; status: number }> {
    let [at, from] = [new URL(address), new URL(address)];
    for (;;) {
      at = rewrite(at);
      const headers = { cookie: this.sentTo(at, from), accept: 'text/html' };
      const response = await fetch(at, { redirect: 'manual', headers });
      for (const line of response.headers.getSetCookie()) this.take(line);
      const next = response.headers.get('location');
      if (next === null) return { at, status: response.status };
      [from, at] = [at, new URL(next, at)];
    }
  }

  /** The provider no longer knows who was signed in there. */
  leaveProvider(): void {
    for (const name of [...this.cookies.keys()].filter((each) => each.startsWith('_'))) this.cookies.delete(name);
  }

  has = (name: string): boolean => this.cookies.has(name);

  private sentTo(at: URL, from: URL): string {
    const sent = [...this.cookies].filter(([, { strict }]) => !strict || at.origin === from.origin);
    return sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
  }

  private take(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    if (value === '' || attributes.some((each) => /^(expires=Thu, 01 Jan 1970|max-age=0)/i.test(each)))
      this.cookies.delete(name);
    else this.cookies.set(name, { value, strict: attributes.some((each) => /^samesite=strict$/i.test(each)) });
  }
}
