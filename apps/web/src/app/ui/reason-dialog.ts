import { Component, booleanAttribute, inject, input, output, signal } from '@angular/core';
import { Language } from '../texts/language.js';
import { Modal } from './modal.js';
import { ProblemNote } from './problem-note.js';

/** An act that needs a reason: what it is done to is in the heading, what follows from it below. Closes by itself once it is done. */
@Component({
  selector: 'lectern-reason-dialog',
  imports: [Modal, ProblemNote],
  template: `
    <lectern-modal [heading]="heading()" (closed)="closed.emit()">
      <p>{{ explanation() }}</p>
      <form class="stack" (submit)="$event.preventDefault(); confirm()">
        <ng-content />
        <label class="field">
          <span>{{ reasonLabel() || texts().coordination.reason }}</span>
          <textarea
            #text
            autofocus
            rows="3"
            minlength="3"
            maxlength="500"
            required
            [value]="reason()"
            (input)="reason.set(text.value)"
          ></textarea>
          <span class="muted small">{{ reasonHint() ?? texts().coordination.reasonHint }}</span>
        </label>
        @if (error(); as problem) {
          <lectern-problem-note [error]="problem" />
        }
        <div class="row">
          <button
            [class.danger]="harmful()"
            [class.primary]="!harmful()"
            [disabled]="working() || !complete() || reason().trim().length < 3"
          >
            {{ submit() }}
          </button>
          <button type="button" (click)="closed.emit()">{{ texts().general.cancel }}</button>
        </div>
      </form>
    </lectern-modal>
  `,
})
export class ReasonDialog {
  readonly heading = input.required<string>();
  readonly explanation = input.required<string>();
  readonly submit = input.required<string>();
  readonly reasonLabel = input('');
  /** Absent: that the reason is for the record and must not tell what a case shows. */
  readonly reasonHint = input<string>();
  /** What cannot be taken back stands out. */
  readonly harmful = input(false, { transform: booleanAttribute });
  /** Whether what the dialog asks beside the reason was given. */
  readonly complete = input(true);
  readonly act = input.required<(reason: string) => Promise<void>>();
  readonly closed = output();
  protected readonly texts = inject(Language).texts;
  protected readonly reason = signal('');
  protected readonly working = signal(false);
  protected readonly error = signal<unknown>(null);

  protected async confirm(): Promise<void> {
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
