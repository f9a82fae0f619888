import { Component, inject, input, linkedSignal, signal } from '@angular/core';
import type { StudyDetail } from '@lectern/contracts';
import { Language } from '../../texts/language.js';
import { Modal } from '../../ui/modal.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';

/** What freezing still needs; once nothing is open, the signature. */
@Component({
  selector: 'lectern-freeze-panel',
  imports: [Modal, ProblemNote],
  templateUrl: './freeze-panel.html',
  styleUrl: './freeze-panel.css',
})
export class FreezePanel {
  readonly detail = input.required<StudyDetail>();
  protected readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly asking = signal(false);
  protected readonly working = signal(false);
  protected readonly error = signal<unknown>(null);
  protected readonly statement = linkedSignal(() => this.texts().freeze.defaultStatement);

  protected async freeze(): Promise<void> {
    this.working.set(true);
    this.error.set(null);
    try {
      await this.store.freeze(this.statement().trim());
      this.asking.set(false);
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }
}
