import { Component, inject, input, linkedSignal, signal } from '@angular/core';
import type { Proof, StudyDetail } from '@lectern/contracts';
import { Language } from '../../texts/language.js';
import { Modal } from '../../ui/modal.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { SignatureFields } from '../../ui/signature-fields.js';
import { StudyStore } from '../study.store.js';

/** What freezing still needs; once nothing is open, the signature. */
@Component({
  selector: 'lectern-freeze-panel',
  imports: [Modal, ProblemNote, SignatureFields],
  templateUrl: './freeze-panel.html',
  styleUrl: './freeze-panel.css',
})
export class FreezePanel {
  readonly detail = input.required<StudyDetail>();
  protected readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly asking = signal(false);
  protected readonly proof = signal<Proof | null>(null);
  protected readonly working = signal(false);
  protected readonly error = signal<unknown>(null);
  protected readonly statement = linkedSignal(() => this.texts().freeze.defaultStatement);

  protected async freeze(): Promise<void> {
    const proof = this.proof();
    if (!proof) return;
    this.working.set(true);
    this.error.set(null);
    try {
      await this.store.freeze({ meaning: this.statement().trim(), proof });
      this.asking.set(false);
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }
}
