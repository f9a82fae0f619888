import { Component, inject, signal, type OnInit } from '@angular/core';
import { Router } from '@angular/router';
import { beginOpenId, openIdProblemSchema, type OpenIdProblem } from '@lectern/contracts';
import { landingPath } from '../core/landing.js';
import { SessionStore } from '../core/session.store.js';
import { Language } from '../texts/language.js';
import { LanguageChoice } from '../ui/language-choice.js';
import { ProblemNote } from '../ui/problem-note.js';
import { usePageTitle } from '../ui/page-title.js';

/**
 * Redeems the one-time link. The token stands behind `#`, so it never reaches a server's log, and it is redeemed by script, so a mail program's
 * preview of the address does not burn it. It leaves the address bar and the history at once. A sign-in at a provider that led nowhere comes back here too.
 */
@Component({
  selector: 'lectern-sign-in-page',
  imports: [LanguageChoice, ProblemNote],
  templateUrl: './sign-in.page.html',
  host: { '(window:hashchange)': 'arrive()' }, // a link opened where this page stands already loads nothing
})
export class SignInPage implements OnInit {
  protected readonly session = inject(SessionStore);
  protected readonly texts = inject(Language).texts;
  private readonly router = inject(Router);
  protected readonly working = signal(true);
  protected readonly error = signal<unknown>(null);

  protected readonly openIdProblem = signal<OpenIdProblem | null>(null);
  protected readonly openIdPath = beginOpenId.path;
  protected readonly login = signal('');
  protected readonly password = signal('');

  constructor() {
    usePageTitle(() => this.texts().signIn.title);
  }

  ngOnInit(): Promise<void> {
    return this.arrive();
  }

  protected async arrive(): Promise<void> {
    const told = new URLSearchParams(location.hash.slice(1));
    if (told.size > 0) history.replaceState(history.state, '', location.pathname);
    const token = told.get('token');
    this.openIdProblem.set(openIdProblemSchema.safeParse(told.get('problem')).data ?? null);
    if (!token) return this.greet();
    this.working.set(true);
    this.error.set(null);
    try {
      await this.session.redeem(token);
      await this.goOn();
    } catch (error) {
      this.error.set(error);
      await this.greet();
    }
  }

  protected async byPassword(): Promise<void> {
    this.error.set(null);
    try {
      await this.session.byPassword(this.login(), this.password());
      await this.goOn();
    } catch (error) {
      this.error.set(error);
    }
  }

  protected async goOn(): Promise<void> {
    const me = this.session.me();
    if (me) await this.router.navigateByUrl(landingPath(me), { replaceUrl: true });
  }

  /** Without a working link the page can only say who is still signed in, and how links come about. */
  private async greet(): Promise<void> {
    await Promise.all([this.session.load().catch((error: unknown) => this.error.set(error)), this.session.loadWays()]);
    this.working.set(false);
  }
}
