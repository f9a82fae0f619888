import { Component, computed, inject, model, signal } from '@angular/core';
import type { Proof } from '@lectern/contracts';
import { RouterLink } from '@angular/router';
import { SessionStore } from '../core/session.store.js';
import { Language } from '../texts/language.js';

/** Asks the person who signs to prove once more who they are. `proof` is null until something was given. */
@Component({
  selector: 'lectern-signature-fields',
  imports: [RouterLink],
  template: `
    <fieldset class="stack tight">
      <legend>{{ texts().signature.title }}</legend>
      <p>{{ texts().signature.printed(session.me()?.name ?? '') }}</p>
      <label class="field">
        <span>{{ hasPassword() ? texts().signature.password : texts().signature.code }}</span>
        <input
          #secret
          type="password"
          required
          [attr.autocomplete]="hasPassword() ? 'current-password' : 'one-time-code'"
          [value]="given()"
          (input)="give(secret.value)"
        />
      </label>
      @if (!hasPassword()) {
        <p class="muted small">
          {{ texts().signature.codeHint }} <a routerLink="/account">{{ texts().account.title }}</a>
        </p>
      }
    </fieldset>
  `,
})
export class SignatureFields {
  readonly proof = model.required<Proof | null>();
  protected readonly session = inject(SessionStore);
  protected readonly texts = inject(Language).texts;
  protected readonly given = signal('');
  protected readonly hasPassword = computed(() => this.session.me()?.hasPassword ?? false);

  protected give(text: string): void {
    this.given.set(text);
    const code = text.trim().replace(/^.*#token=/, ''); // a whole link is as good as its token
    this.proof.set(text === '' ? null : this.hasPassword() ? { password: text } : { code });
  }
}
