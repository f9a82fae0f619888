import { Component, computed, inject, input, signal } from '@angular/core';
import type { Proof, StudyDetail } from '@lectern/contracts';
import { Language } from '../../texts/language.js';
import { Modal } from '../../ui/modal.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { SignatureFields } from '../../ui/signature-fields.js';
import { StudyStore } from '../study.store.js';

/** The end of data entry: names what would stay missing, asks for a reason and for the study by name. */
@Component({
  selector: 'lectern-lock-panel',
  imports: [Modal, ProblemNote, SignatureFields],
  templateUrl: './lock-panel.html',
})
export class LockPanel {
  readonly detail = input.required<StudyDetail>();
  protected readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly asking = signal(false);
  protected readonly sure = signal(false);
  protected readonly reason = signal('');
  protected readonly proof = signal<Proof | null>(null);
  protected readonly working = signal(false);
  protected readonly error = signal<unknown>(null);
  protected readonly missing = computed(() => {
    const reads = this.store.progress()?.reads;
    return reads ? reads.planned - reads.submitted : 0;
  });

  protected async lock(): Promise<void> {
    const proof = this.proof();
    if (!proof) return;
    this.working.set(true);
    this.error.set(null);
    try {
      await this.store.lock(this.reason().trim(), { meaning: this.texts().lock.meaning, proof });
      this.asking.set(false);
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }
}
