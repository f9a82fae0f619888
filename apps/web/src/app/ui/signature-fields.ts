import { Component, computed, inject, model, type OnInit, signal } from '@angular/core';
import type { Proof } from '@lectern/contracts';
import { RouterLink } from '@angular/router';
import { SessionStore } from '../core/session.store.js';
import { Language } from '../texts/language.js';
import { OpenIdProof } from './openid-proof.js';

/** Asks the person who signs to prove once more who they are. `proof` is null until something was given. */
@Component({
  selector: 'lectern-signature-fields',
  imports: [OpenIdProof, RouterLink],
  template: `
    <fieldset class="stack tight">
      <legend>{{ texts().signature.title }}</legend>
      <p>{{ texts().signature.printed(session.me()?.name ?? '') }}</p>
      @if (session.provider(); as provider) {
        <lectern-openid-proof [provider]="provider" (proven)="proof.set({ openid: $event })" />
      }
      <label class="field">
        <span>{{ hasPassword() ? texts().signature.password : texts().signature.code }}</span>
        <input
          #secret
          type="password"
          [required]="!proof()"
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
export class SignatureFields implements OnInit {
  readonly proof = model.required<Proof | null>();
  protected readonly session = inject(SessionStore);
  protected readonly texts = inject(Language).texts;
  protected readonly given = signal('');
  protected readonly hasPassword = computed(() => this.session.me()?.hasPassword ?? false);

  ngOnInit(): void {
    void this.session.loadWays();
  }

  protected give(text: string): void {
    this.given.set(text);
    const code = text.trim().replace(/^.*#token=/, ''); // a whole link is as good as its token
    this.proof.set(text === '' ? null : this.hasPassword() ? { password: text } : { code });
  }
}
