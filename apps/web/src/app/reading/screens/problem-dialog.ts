import { Component, computed, inject, input, output, signal } from '@angular/core';
import { problemKindSchema, type ProblemKind, type ReportProblem } from '@lectern/contracts';
import { Language } from '../../texts/language.js';
import { Modal } from '../../ui/modal.js';
import { ProblemNote } from '../../ui/problem-note.js';

/** A reader says that something is wrong, in their own words. Stays until the server has it: nothing that was written is lost. */
@Component({
  selector: 'lectern-problem-dialog',
  imports: [Modal, ProblemNote],
  template: `
    <lectern-modal [heading]="texts().problem.title" (closed)="closed.emit()">
      <form class="stack tight" (submit)="$event.preventDefault(); tell()">
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
          <textarea autofocus rows="4" maxlength="2000" required (input)="text.set(textOf($event))"></textarea>
        </label>
        <p class="muted small">{{ texts().problem.hint }}</p>
        @if (error(); as problem) {
          <lectern-problem-note [error]="problem" />
        }
        <div>
          <button type="submit" class="primary" [disabled]="working() || text().trim().length < 3">
            {{ texts().problem.send }}
          </button>
        </div>
      </form>
    </lectern-modal>
  `,
})
export class ProblemDialog {
  readonly send = input.required<(problem: Pick<ReportProblem, 'kind' | 'text'>) => Promise<void>>();
  readonly closed = output();
  private readonly language = inject(Language).texts;
  protected readonly texts = computed(() => this.language().conduct);
  protected readonly kinds = problemKindSchema.options;
  protected readonly kind = signal<ProblemKind>('images');
  protected readonly text = signal('');
  protected readonly working = signal(false);
  protected readonly error = signal<unknown>(null);

  protected kindOf(event: Event): ProblemKind {
    return problemKindSchema.parse((event.target as HTMLSelectElement).value);
  }

  protected textOf(event: Event): string {
    return (event.target as HTMLTextAreaElement).value;
  }

  protected async tell(): Promise<void> {
    this.working.set(true);
    this.error.set(null);
    try {
      await this.send()({ kind: this.kind(), text: this.text().trim() });
      this.closed.emit();
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }
}
