import { Component, computed, inject, resource, signal } from '@angular/core';
import { listCases, listUnblindings, unblindCase, type Proof, type UnblindedCase } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { SignatureFields } from '../../ui/signature-fields.js';
import { StudyStore } from '../study.store.js';

/** Who broke the blind, of what and why; from here a coordinator breaks it for one case, by a signed act. What is told is shown once, to that person. */
@Component({
  selector: 'lectern-unblinding-panel',
  imports: [ProblemNote, ReasonDialog, SignatureFields],
  templateUrl: './unblinding-panel.html',
})
export class UnblindingPanel {
  private readonly api = inject(Api);
  protected readonly store = inject(StudyStore);
  protected readonly formats = inject(Formats);
  protected readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().evidence.unblinding);
  protected readonly asking = signal(false);
  protected readonly chosen = signal('');
  protected readonly proof = signal<Proof | null>(null);
  protected readonly told = signal<UnblindedCase | null>(null);
  protected readonly unblindings = resource({
    params: () => this.store.params(),
    loader: ({ params, abortSignal }) => this.api.all(listUnblindings, params, abortSignal),
  });
  protected readonly cases = resource({
    params: () => (this.asking() ? this.store.params() : undefined),
    loader: ({ params, abortSignal }) => this.api.all(listCases, params, abortSignal),
  });
  protected readonly mayUnblind = computed(() => this.store.may('study:unblind') && this.store.phase() === 'reading');
  protected readonly unblind = async (reason: string): Promise<void> => {
    const proof = this.proof();
    if (!proof) return;
    const signature = { meaning: this.words().meaning, proof };
    const params = { ...this.store.params(), case: this.chosen() };
    this.told.set(await this.api.call(unblindCase, params, { reason, signature }));
    this.unblindings.reload();
  };

  protected ask(): void {
    this.chosen.set('');
    this.proof.set(null);
    this.asking.set(true);
  }
}
