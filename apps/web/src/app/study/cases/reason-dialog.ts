import { Component, booleanAttribute, inject, input, output, signal } from '@angular/core';
import { Language } from '../../texts/language.js';
import { Modal } from '../../ui/modal.js';
import { ProblemNote } from '../../ui/problem-note.js';

/** Asks for the reason of an act, does it, and stays open with what went wrong. */
@Component({
  selector: 'lectern-reason-dialog',
  imports: [Modal, ProblemNote],
  template: `
    <lectern-modal [heading]="heading()" (closed)="closed.emit()">
      <p class="muted">{{ hint() }}</p>
      <form class="stack" (submit)="$event.preventDefault(); run()">
        <label class="field">
          <span>{{ texts().caseReview.reason }}</span>
          <textarea
            #text
            rows="3"
            maxlength="500"
            required
            [value]="reason()"
            (input)="reason.set(text.value)"
          ></textarea>
        </label>
        @if (error(); as problem) {
          <lectern-problem-note [error]="problem" />
        }
        <div class="row">
          <button
            [class.danger]="danger()"
            [class.primary]="!danger()"
            [disabled]="working() || reason().trim().length < 3"
          >
            {{ action() }}
          </button>
          <button type="button" (click)="closed.emit()">{{ texts().general.cancel }}</button>
        </div>
      </form>
    </lectern-modal>
  `,
})
export class ReasonDialog {
  readonly heading = input.required<string>();
  readonly hint = input.required<string>();
  readonly action = input.required<string>();
  readonly act = input.required<(reason: string) => Promise<void>>();
  readonly danger = input(false, { transform: booleanAttribute });
  readonly closed = output();
  protected readonly texts = inject(Language).texts;
  protected readonly reason = signal('');
  protected readonly working = signal(false);
  protected readonly error = signal<unknown>(null);

  protected async run(): Promise<void> {
    this.working.set(true);
    this.error.set(null);
    try {
      await this.act()(this.reason().trim());
      this.closed.emit();
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }
}
