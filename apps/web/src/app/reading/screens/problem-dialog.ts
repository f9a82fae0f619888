import { Component, computed, inject, output, signal } from '@angular/core';
import { problemKindSchema, type ProblemKind, type ReportProblem } from '@lectern/contracts';
import { Language } from '../../texts/language.js';
import { Modal } from '../../ui/modal.js';

/** A reader says that something is wrong, in their own words. */
@Component({
  selector: 'lectern-problem-dialog',
  imports: [Modal],
  template: `
    <lectern-modal [heading]="texts().problem.title" (closed)="closed.emit()">
      <form class="stack tight" (submit)="send($event)">
        <label class="stack tight">
          {{ texts().problem.kind }}
          <select (change)="kind.set(kindOf($event))">
            @for (each of kinds; track each) {
              <option [value]="each">{{ texts().problem.kinds[each] }}</option>
            }
          </select>
        </label>
        <label class="stack tight">
          {{ texts().problem.text }}
          <textarea rows="4" maxlength="2000" required (input)="text.set(textOf($event))"></textarea>
        </label>
        <p class="muted small">{{ texts().problem.hint }}</p>
        <div>
          <button type="submit" class="primary" [disabled]="text().trim().length < 3">
            {{ texts().problem.send }}
          </button>
        </div>
      </form>
    </lectern-modal>
  `,
})
export class ProblemDialog {
  readonly sent = output<Pick<ReportProblem, 'kind' | 'text'>>();
  readonly closed = output();
  private readonly language = inject(Language).texts;
  protected readonly texts = computed(() => this.language().conduct);
  protected readonly kinds = problemKindSchema.options;
  protected readonly kind = signal<ProblemKind>('images');
  protected readonly text = signal('');

  protected kindOf(event: Event): ProblemKind {
    return problemKindSchema.parse((event.target as HTMLSelectElement).value);
  }

  protected textOf(event: Event): string {
    return (event.target as HTMLTextAreaElement).value;
  }

  protected send(event: Event): void {
    event.preventDefault();
    this.sent.emit({ kind: this.kind(), text: this.text().trim() });
  }
}
