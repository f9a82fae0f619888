import { randomBytes } from 'node:crypto';
import { ApiClient, type Me, signInByLink } from '@lectern/contracts';

/** A signed-in session outside a browser: keeps the cookie, says its origin and asks under keys, as the page does. */
export class HttpSession {
  private cookie = '';
  readonly api: ApiClient;

  private constructor(readonly origin: string) {
    this.api = new ApiClient({
      baseUrl: origin,
      fetch: (input, init) => this.fetch(input as string, init),
      newKey: () => randomBytes(16).toString('hex'),
      headers: () => ({ origin, cookie: this.cookie }),
    });
  }

  /** Redeems a one-time link (`https://host/sign-in#token=...`). @throws ApiError where it is void */
  static async open(link: string): Promise<{ session: HttpSession; me: Me }> {
    const url = new URL(link);
    const session = new HttpSession(url.origin);
    const token = new URLSearchParams(url.hash.slice(1)).get('token') ?? '';
    const me = await session.api.call(signInByLink, {}, { token });
    return { session, me };
  }

  /** The same session where the server has another address, as after a restart. */
  at(origin: string): HttpSession {
    const session = new HttpSession(origin);
    session.cookie = this.cookie;
    return session;
  }

  /** GET of an address of the server; the body as bytes. @throws Error for an answer other than 2xx */
  async bytes(path: string, accept: string): Promise<Uint8Array> {
    const response = await this.fetch(this.origin + path, { headers: { accept, cookie: this.cookie } });
    if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  private async fetch(input: string, init?: RequestInit): Promise<Response> {
    const response = await fetch(input, init);
    const set = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] as string);
    if (set.length > 0) this.cookie = set.join('; ');
    return response;
  }
}
