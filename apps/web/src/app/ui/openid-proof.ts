import { Component, DestroyRef, inject, input, output, signal } from '@angular/core';
import { beginOpenIdProof, pathOf, proofChannel, type OpenIdProblem, proofResultSchema } from '@lectern/contracts';
import { newKey } from '../core/api.js';
import { Language } from '../texts/language.js';

/** Signs in anew at the provider, in a window of its own so that nothing of this page is lost; says the token that proves it. */
@Component({
  selector: 'lectern-openid-proof',
  template: `
    <button type="button" (click)="ask()">{{ texts().openid.prove(provider()) }}</button>
    <p role="status">
      @switch (state()) {
        @case ('asked') {
          {{ texts().openid.proving }}
        }
        @case ('blocked') {
          {{ texts().openid.blocked }}
        }
        @case ('proven') {
          {{ texts().openid.proven }}
        }
      }
    </p>
    @if (problem(); as code) {
      <p class="note bad" role="alert">{{ texts().openid.problems[code] }}</p>
    }
  `,
})
export class OpenIdProof {
  readonly provider = input.required<string>();
  readonly proven = output<string>();
  protected readonly texts = inject(Language).texts;
  protected readonly state = signal<'idle' | 'asked' | 'blocked' | 'proven'>('idle');
  protected readonly problem = signal<OpenIdProblem | null>(null);
  private channel: BroadcastChannel | null = null;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.channel?.close());
  }

  protected ask(): void {
    const key = newKey();
    this.channel?.close();
    this.channel = new BroadcastChannel(proofChannel(key));
    this.channel.onmessage = ({ data }: MessageEvent<unknown>) => this.take(data);
    this.problem.set(null);
    const opened = window.open(pathOf(beginOpenIdProof, { window: key }), '_blank', 'popup,width=520,height=720');
    this.state.set(opened ? 'asked' : 'blocked');
  }

  private take(told: unknown): void {
    const { token, problem } = proofResultSchema.parse(told);
    this.problem.set(problem ?? null);
    this.state.set(token ? 'proven' : 'idle');
    if (token) this.proven.emit(token);
  }
}
