import { Injectable, inject, signal } from '@angular/core';
import { ApiError, getMe, getSignInWays, signInByLink, signInByPassword, signOut, type Me } from '@lectern/contracts';
import { Api } from './api.js';

/** Who is signed in at this browser. */
@Injectable({ providedIn: 'root' })
export class SessionStore {
  private readonly api = inject(Api);
  private readonly person = signal<Me | null>(null);
  readonly me = this.person.asReadonly();
  private readonly providerName = signal<string | null>(null);
  /** What the provider is called at which people sign in too; null where there is none, and until `loadWays` has asked. */
  readonly provider = this.providerName.asReadonly();

  /** The signed-in person, or null where there is none. @throws where the server cannot be asked. */
  async load(): Promise<Me | null> {
    try {
      this.person.set(await this.api.call(getMe));
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      this.person.set(null);
    }
    return this.person();
  }

  /** Without an answer the page shows the other ways. */
  async loadWays(): Promise<void> {
    const ways = await this.api.call(getSignInWays).catch(() => null);
    this.providerName.set(ways?.openid?.name ?? null);
  }

  async redeem(token: string): Promise<Me> {
    const me = await this.api.call(signInByLink, {}, { token });
    this.person.set(me);
    return me;
  }

  async byPassword(login: string, password: string): Promise<void> {
    this.person.set(await this.api.call(signInByPassword, {}, { login, password }));
  }

  async end(): Promise<void> {
    await this.api.call(signOut);
    this.person.set(null);
  }
}
