import { Component, inject, linkedSignal, resource, signal } from '@angular/core';
import { listSessions, revokeSession, setPassword } from '@lectern/contracts';
import { Api } from '../core/api.js';
import { SessionStore } from '../core/session.store.js';
import { Formats } from '../texts/formats.js';
import { Language } from '../texts/language.js';
import { ConsoleFrame } from '../ui/console-frame.js';
import { usePageTitle } from '../ui/page-title.js';
import { ProblemNote } from '../ui/problem-note.js';

/** One's own name, login and password, and where one is signed in. */
@Component({
  selector: 'lectern-account-page',
  imports: [ConsoleFrame, ProblemNote],
  templateUrl: './account.page.html',
})
export class AccountPage {
  private readonly api = inject(Api);
  protected readonly session = inject(SessionStore);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly name = linkedSignal(() => this.session.me()?.name ?? '');
  protected readonly login = linkedSignal(() => this.session.me()?.login ?? '');
  protected readonly current = signal('');
  protected readonly password = signal('');
  protected readonly working = signal(false);
  protected readonly done = signal(false);
  protected readonly error = signal<unknown>(null);
  protected readonly sessions = resource({ loader: () => this.api.call(listSessions) });

  constructor() {
    usePageTitle(() => this.texts().account.title);
  }

  protected async save(): Promise<void> {
    const input = { name: this.name().trim(), login: this.login().trim(), password: this.password() };
    await this.try(async () => {
      await this.api.call(setPassword, {}, { ...input, ...(this.current() && { current: this.current() }) });
      await this.session.load();
      this.current.set('');
      this.password.set('');
      this.done.set(true);
    });
  }

  protected revoke(session: string): Promise<void> {
    return this.try(() => this.api.call(revokeSession, { session }));
  }

  private async try(act: () => Promise<unknown>): Promise<void> {
    this.working.set(true);
    this.error.set(null);
    this.done.set(false);
    try {
      await act();
      this.sessions.reload();
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }
}
