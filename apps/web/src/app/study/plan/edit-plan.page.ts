import { Component, computed, effect, inject, resource, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { amendProtocol, changeProtocol, getProtocolText, type Proof } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { ProtocolEditor } from '../../studies/wizard/protocol-editor.js';
import { WizardStore } from '../../studies/wizard/wizard.store.js';
import { Language } from '../../texts/language.js';
import { Modal } from '../../ui/modal.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { SignatureFields } from '../../ui/signature-fields.js';
import { StudyStore } from '../study.store.js';

/** The protocol of a study, changed: freely before the freeze, by a signed amendment with a reason while it is read. */
@Component({
  selector: 'lectern-edit-plan-page',
  imports: [RouterLink, Modal, ProblemNote, ProtocolEditor, SignatureFields],
  providers: [WizardStore],
  templateUrl: './edit-plan.page.html',
})
export class EditPlanPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly editor = inject(WizardStore);
  protected readonly study = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().planning);
  protected readonly asking = signal(false);
  protected readonly reason = signal('');
  protected readonly proof = signal<Proof | null>(null);
  protected readonly working = signal(false);
  protected readonly error = signal<unknown>(null);
  protected readonly written = resource({
    params: () => this.study.params(),
    loader: async ({ params }) => {
      const { shown, tag } = await this.api.tagged(getProtocolText, params);
      return { text: await shown.text(), tag };
    },
  });
  protected readonly changed = computed(
    () => this.written.hasValue() && this.editor.text() !== this.written.value().text,
  );
  /** Of the text that was loaded: it is that one which is changed, or none. */
  private readonly tag = computed(() => (this.written.hasValue() ? this.written.value().tag : ''));
  protected readonly isDraft = computed(() => this.study.phase() === 'draft');

  constructor() {
    effect(() => {
      if (this.written.hasValue()) this.editor.text.set(this.written.value().text);
    });
  }

  protected save(): Promise<void> {
    if (!this.isDraft()) {
      this.asking.set(true);
      return Promise.resolve();
    }
    const change = { protocol: this.editor.text() };
    return this.attempt(() => this.api.change(changeProtocol, this.study.params(), change, this.tag()));
  }

  protected amend(): Promise<void> {
    const proof = this.proof();
    if (!proof) return Promise.resolve();
    const signature = { meaning: this.words().amendMeaning, proof };
    const amendment = { protocol: this.editor.text(), reason: this.reason().trim(), signature };
    return this.attempt(() => this.api.change(amendProtocol, this.study.params(), amendment, this.tag()));
  }

  private async attempt(act: () => Promise<unknown>): Promise<void> {
    this.working.set(true);
    this.error.set(null);
    try {
      await act();
      await this.study.reload();
      await this.router.navigate(['/studies', this.study.params().study, 'plan']);
    } catch (error) {
      this.error.set(error);
      this.asking.set(false);
    } finally {
      this.working.set(false);
    }
  }
}
