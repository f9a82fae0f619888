import { Component, inject, input, linkedSignal, output, resource, signal } from '@angular/core';
import { changeReader, getReader } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Language } from '../../texts/language.js';
import { Modal } from '../../ui/modal.js';
import { PersonFields } from '../../ui/person-fields.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';

/** Corrects what was noted of a reader: the address at any time, the name as long as the roster may change and they have not come. */
@Component({
  selector: 'lectern-correct-reader-dialog',
  imports: [Modal, PersonFields, ProblemNote],
  template: `
    <lectern-modal [heading]="texts().people.correctTitle(name())" (closed)="closed.emit()">
      @if (seen.error(); as problem) {
        <lectern-problem-note [error]="problem" retryable (again)="seen.reload()" />
      } @else if (seen.hasValue()) {
        <form class="stack" (submit)="$event.preventDefault(); save()">
          <p class="muted">{{ texts().people.correctHint }}</p>
          <lectern-person-fields [(name)]="name" [(email)]="email" [named]="!mayRename()" />
          @if (error(); as problem) {
            <lectern-problem-note [error]="problem" retryable (again)="again()" />
          }
          <div class="row">
            <button class="primary" [disabled]="working() || !name().trim()">{{ texts().people.save }}</button>
            <button type="button" (click)="closed.emit()">{{ texts().general.cancel }}</button>
          </div>
        </form>
      } @else {
        <p class="muted" role="status">{{ texts().general.loading }} …</p>
      }
    </lectern-modal>
  `,
})
export class CorrectReaderDialog {
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  readonly reader = input.required<string>();
  readonly closed = output();
  protected readonly texts = inject(Language).texts;
  protected readonly seen = resource({
    params: () => ({ ...this.store.params(), reader: this.reader() }),
    loader: ({ params }) => this.api.tagged(getReader, params),
  });
  protected readonly name = linkedSignal(() => this.shown()?.name ?? '');
  protected readonly email = linkedSignal(() => this.shown()?.email ?? '');
  protected readonly working = signal(false);
  protected readonly error = signal<unknown>(null);

  protected mayRename(): boolean {
    return this.store.phase() === 'draft' && this.shown()?.state === 'invited';
  }

  /** What is there now, after somebody else has changed it. */
  protected again(): void {
    this.error.set(null);
    this.seen.reload();
  }

  protected async save(): Promise<void> {
    if (!this.seen.hasValue()) return;
    const { shown, tag } = this.seen.value();
    const change = { name: this.name().trim(), email: this.email().trim() || null, stratum: shown.stratum };
    this.working.set(true);
    this.error.set(null);
    try {
      await this.api.change(changeReader, { ...this.store.params(), reader: this.reader() }, change, tag);
      await this.store.askProgress();
      this.closed.emit();
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }

  private shown() {
    return this.seen.hasValue() ? this.seen.value().shown : null;
  }
}
